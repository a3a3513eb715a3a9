// Only the reentrant half of GEOS: every call takes the context it runs in.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
