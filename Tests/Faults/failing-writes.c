// Makes one change of a file fail, for tests of what a program does then (loaded with LD_PRELOAD).
//
//   FAULT_PATH   part of the path of the files meant
//   FAULT_AT     the change that fails, counted from 1; 0: none
//   FAULT_ERRNO  what it fails with (5: EIO, 28: ENOSPC)
//   FAULT_STAYS  1: so do all behind it, as on a dead disk
//   FAULT_COUNT  a file that gets the number of changes at the end
//
// Changes are write, pwrite, ftruncate, fsync and fdatasync.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long done;

static int fails(int descriptor) {
  const char *part = getenv("FAULT_PATH");
  if (!part) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (!strstr(path, part)) return 0;
  long now = atomic_fetch_add(&done, 1) + 1;
  const char *at = getenv("FAULT_AT"), *stays = getenv("FAULT_STAYS"), *number = getenv("FAULT_ERRNO");
  long chosen = at ? atol(at) : 0;
  if (chosen == 0 || now < chosen || (now > chosen && !(stays && *stays == '1'))) return 0;
  errno = number ? atoi(number) : EIO;
  return 1;
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", atomic_load(&done));
  fclose(file);
}

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int d, const void *bytes, size_t count) {
  return fails(d) ? -1 : REAL(write)(d, bytes, count);
}
ssize_t pwrite(int d, const void *bytes, size_t count, off_t at) {
  return fails(d) ? -1 : REAL(pwrite)(d, bytes, count, at);
}
ssize_t pwrite64(int d, const void *bytes, size_t count, off64_t at) {
  return fails(d) ? -1 : REAL(pwrite64)(d, bytes, count, at);
}
int ftruncate(int d, off_t length) { return fails(d) ? -1 : REAL(ftruncate)(d, length); }
int ftruncate64(int d, off64_t length) { return fails(d) ? -1 : REAL(ftruncate64)(d, length); }
int fsync(int d) { return fails(d) ? -1 : REAL(fsync)(d); }
int fdatasync(int d) { return fails(d) ? -1 : REAL(fdatasync)(d); }
