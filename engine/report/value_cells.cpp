#include "engine/report/value_cells.h"

#include <utility>

#include "engine/base/text.h"
#include "engine/report/words.h"

namespace silowalk::inline report {

GridCell value_cell(std::string text, double value) {
  GridCell cell{std::move(text)};
  cell.value = value;
  return cell;
}

GridCell share_cell(double share, bool known) { return known ? value_cell(percent(share), share) : GridCell{"?"}; }

GridCell number_cell(double value, bool known, std::string const& unit) {
  return known ? value_cell(format_number(value) + unit, value) : GridCell{"?"};
}

}  // namespace silowalk::inline report
