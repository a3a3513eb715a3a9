import Testing
import ZoneModel

/// The `Problem` a piece of work ends with; `nil` when it ends well. Any other error fails the test.
func problem<T>(_ work: () throws -> T) -> Problem? {
  do {
    _ = try work()
    return nil
  } catch let problem as Problem {
    return problem
  } catch {
    Issue.record("no Problem but \(error)")
    return nil
  }
}
