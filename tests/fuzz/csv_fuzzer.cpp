// Whatever bytes a CSV file holds, it is a table whose rows are as long as its header, or a mistake with a place.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/scenario/language/csv.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace silowalk;
  Sources sources;
  int const file = sources.add("fuzzed.csv", std::string(reinterpret_cast<char const*>(data), size));
  Complaints complaints(sources);
  CsvTable table;
  bool const ok = parse_csv(sources, file, complaints, table);
  if (ok && (table.header.empty() || table.rows.empty())) {
    if (complaints.error_count() == 0) std::abort();
  }
  if (!ok && complaints.error_count() == 0) std::abort();
  for (auto const& row : table.rows)
    if (row.size() != table.header.size()) std::abort();
  describe(complaints.errors());
  return 0;
}
