extension String {
  /// A code as spreadsheets and people leave it: folded for comparison, and without the leading zeros where it
  /// is a number: `06010`, `6010` and `６０１０ ` are one. For comparing, never for storing.
  var wornCode: String {
    let folded = foldedForComparison
    guard folded.allSatisfy({ $0.isASCII && $0.isNumber }) else { return folded }
    let digits = folded.drop { $0 == "0" }
    return digits.isEmpty ? "0" : String(digits)
  }
}
