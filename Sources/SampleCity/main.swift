internal import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
let isChecking = arguments.contains("--check")
let paths = arguments.filter { !$0.hasPrefix("-") }

guard paths.count == 1, arguments.count == (isChecking ? 2 : 1) else {
  print(
    """
    usage: SampleCity FOLDER [--check]
    Writes the synthetic sample city to FOLDER; with --check compares FOLDER with it, byte for byte.
    """)
  exit(64)
}

let folder = Folder(path: paths[0])
let files = City().files
if isChecking {
  let differences = folder.differences(from: files)
  for difference in differences { print("\(paths[0])/\(difference)") }
  if !differences.isEmpty {
    print("hint: write the files anew with `swift run SampleCity \(paths[0])`")
    exit(1)
  }
  print("\(files.count) files are as they are made")
} else {
  do {
    try folder.write(files)
    print("\(files.count) files written to \(paths[0])")
  } catch {
    print("error: cannot write to \(paths[0]): \(error.localizedDescription)")
    exit(73)
  }
}
