/// The way from WGS 84, longitude first, to the planes that grids are laid in, as PROJ writes it.
///
/// To find the same in the registry takes PROJ 20 to 45 ms for each plane, and every task needs one of its own:
/// a fifth of a heatmap's time. A test asks the registry for the way to every one of these planes.
enum GridSteps {
  /// The steps to an EPSG code of ``PlaneDefinition/grid(at:)``, for `proj_create`; `nil` for other codes.
  static func to(epsg code: Int) -> String? {
    projection(code).map { "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step " + $0 }
  }

  private static func projection(_ code: Int) -> String? {
    switch code {
    case 4534...4554:
      "+proj=tmerc +lat_0=0 +lon_0=\(75 + (code - 4534) * 3) +k=1 +x_0=500000 +y_0=0 +ellps=GRS80"
    case 32_601...32_660: "+proj=utm +zone=\(code - 32_600) +ellps=WGS84"
    case 32_701...32_760: "+proj=utm +zone=\(code - 32_700) +south +ellps=WGS84"
    default: nil
    }
  }
}
