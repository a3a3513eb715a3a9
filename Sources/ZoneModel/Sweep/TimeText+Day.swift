extension TimeText {
  /// The local midnight at or before a moment.
  public func midnight(before moment: Instant) -> Instant {
    let offset = Double(offset(at: moment))
    return ((moment + offset) / 86_400).rounded(.down) * 86_400 - offset
  }
}
