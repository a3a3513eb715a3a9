/// GEOS's reason why a boundary is invalid, in Chinese, as the end of a sentence.
func boundaryFault(_ reason: String) -> String {
  switch reason {
  case "Self-intersection", "Ring Self-intersection": "自相交"
  case "Hole lies outside shell": "有洞位于外环之外"
  case "Holes are nested": "有洞嵌套在另一个洞内"
  case "Nested shells": "有外环嵌套在另一个外环内"
  case "Interior is disconnected": "内部不连通"
  case "Duplicate Rings": "有重复的环"
  case "Too few points in geometry component": "有环的点数过少"
  case "Invalid Coordinate": "有无效坐标"
  default: "有问题（\(reason)）"
  }
}
