import Foundation
import Testing
import ZoneModel

@testable import ZoneFormats

/// The problem `body` throws.
private func problem(_ body: () throws -> Void) -> Problem? {
  do {
    try body()
    return nil
  } catch {
    return error as? Problem
  }
}

@Suite struct `Atomic file` {
  @Test func `appears whole on commit, and nothing else is left`() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("结果.geojson").path
      let file = try AtomicFile(path)
      try file.write("one ")
      #expect(try names(in: folder).allSatisfy { $0.hasPrefix(".结果.geojson.part-") })
      try file.write("two")
      try file.commit()
      #expect(try names(in: folder) == ["结果.geojson"])
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "one two")
    }
  }

  @Test func `leaves nothing when discarded or forgotten, and the old file as it was`() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("a.csv").path
      try "old".write(toFile: path, atomically: true, encoding: .utf8)
      let file = try AtomicFile(path)
      try file.write("new")
      file.discard()
      file.discard()
      #expect(try names(in: folder) == ["a.csv"])
      do { try AtomicFile(path).write("newer") }
      #expect(try names(in: folder) == ["a.csv"])
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    }
  }

  @Test func `files written together appear together, or none of them`() throws {
    try withFolder { folder in
      let paths = ["a", "b"].map { folder.appendingPathComponent($0).path }
      func put(_ path: String) throws {
        let file = try AtomicFile(path)
        try file.write("new")
        try file.commit()
      }
      let seen = try AtomicFile.together {
        try paths.forEach(put)
        return try names(in: folder).filter { !$0.hasPrefix(".") }
      }
      #expect(seen.isEmpty)
      #expect(try names(in: folder) == ["a", "b"])
      #expect(throws: ClosedPipe.self) {
        try AtomicFile.together {
          try put(folder.appendingPathComponent("c").path)
          throw ClosedPipe()
        }
      }
      #expect(try names(in: folder) == ["a", "b"])
      let missing = problem {
        try AtomicFile.together {
          try [paths[0], folder.appendingPathComponent("no/such").path].forEach(put)
        }
      }
      #expect(missing?.kind == .cannotCreate)
      #expect(try names(in: folder) == ["a", "b"])
    }
  }

  @Test func `two outputs of one name are refused, and neither is written`() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("a.csv").path
      try "old".write(toFile: path, atomically: true, encoding: .utf8)
      let twice = problem {
        try AtomicFile.together {
          for _ in 0..<2 {
            let file = try AtomicFile(path)
            try file.write("new")
            try file.commit()
          }
        }
      }
      #expect(twice?.kind == .usage)
      #expect(try names(in: folder) == ["a.csv"])
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    }
  }

  @Test func `replaces what is there and keeps its permissions`() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("a.csv").path
      try "a longer old text".write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      let file = try AtomicFile(path)
      try file.write("new")
      try file.commit()
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func `a new file has the permissions any new file has`() throws {
    try withFolder { folder in
      let file = try AtomicFile(folder.appendingPathComponent("a").path)
      try file.commit()
      #expect(FileManager.default.createFile(atPath: folder.appendingPathComponent("b").path, contents: nil))
      let modes = try ["a", "b"].map {
        try FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent($0).path)[
          .posixPermissions]
          as? Int
      }
      #expect(modes[0] == modes[1])
    }
  }

  @Test(arguments: [true, false])
  func `a symbolic link stays and what it points to is replaced`(exists: Bool) throws {
    try withFolder { folder in
      let other = folder.appendingPathComponent("other")
      try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
      if exists {
        try "old".write(to: other.appendingPathComponent("real"), atomically: true, encoding: .utf8)
      }
      let link = folder.appendingPathComponent("link").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "other/real")
      let file = try AtomicFile(link)
      try file.write("new")
      try file.commit()
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "other/real")
      #expect(try names(in: other) == ["real"])
      #expect(try String(contentsOfFile: link, encoding: .utf8) == "new")
    }
  }

  @Test func `a link to itself is a problem, not an endless walk`() throws {
    try withFolder { folder in
      let link = folder.appendingPathComponent("link").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "link")
      #expect(problem { _ = try AtomicFile(link) }?.kind == .cannotCreate)
    }
  }

  @Test func `a folder that is missing, or is no folder, or is the target itself, is said`() throws {
    try withFolder { folder in
      try "x".write(to: folder.appendingPathComponent("file"), atomically: true, encoding: .utf8)
      for name in ["missing/a.csv", "file/a.csv", "missing/", ""] {
        let path = name.isEmpty ? "" : folder.appendingPathComponent("x").path.dropLast(1) + name
        let found = problem { _ = try AtomicFile(path) }
        #expect(found?.kind == .cannotCreate, "\(name)")
        #expect(found?.place?.english == path)
      }
      #expect(problem { _ = try AtomicFile(folder.path) }?.kind == .cannotCreate)
      #expect(try names(in: folder) == ["file"])
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func `a folder or file one may not write to is said`() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("a.csv").path
      try "x".write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
      #expect(problem { _ = try AtomicFile(path) }?.kind == .notPermitted)
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
      #expect(problem { _ = try AtomicFile(path + "x") }?.kind == .notPermitted)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    }
  }

  @Test func `names as long as the system allows can be written`() throws {
    try withFolder { folder in
      let name = String(repeating: "路", count: 85)
      let file = try AtomicFile(folder.appendingPathComponent(name).path)
      try file.write("x")
      try file.commit()
      #expect(try names(in: folder) == [name])
    }
  }

  @Test func `a full disk is an input/output problem in the system's words`() throws {
    let found = problem {
      let file = try AtomicFile("/dev/full")
      try GeoJSONWriter.write(layer([nil]), to: file)
      try file.commit()
    }
    #expect(found?.kind == .inputOutput)
    #expect(found?.what.english == "writing failed: No space left on device")
    #expect(found?.place?.english == "/dev/full")
    #expect(found?.hint?.chinese == "请清理磁盘空间，或写到其他磁盘")
  }

  @Test func `what is no regular file is written straight`() throws {
    let file = try AtomicFile("/dev/null")
    try file.write("x")
    try file.commit()
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
  }

  @Test func `a pipe whose reader has gone is a closed pipe, not a problem`() throws {
    let pipe = Pipe()
    let end = pipe.fileHandleForWriting.fileDescriptor
    let file = try AtomicFile("/dev/fd/\(end)")
    try file.write("x")
    try pipe.fileHandleForReading.close()
    #expect(throws: ClosedPipe.self) { try file.write("y") }
  }

  // in a process of its own, where no other test has files open
  @Test func `a signal handler can remove every unfinished file`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      try withFolder { folder in
        let done = try AtomicFile(folder.appendingPathComponent("done").path)
        try done.commit()
        let open = try (0..<3).map { try AtomicFile(folder.appendingPathComponent("open\($0)").path) }
        for file in open { try file.write("half") }
        AtomicFile.discardAll()
        let left = try names(in: folder)
        withExtendedLifetime(open) {}
        if left == ["done"] { exit(7) }
      }
    }
  }
}
