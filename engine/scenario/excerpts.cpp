#include "engine/scenario/excerpts.h"

#include <map>
#include <string>

#include "engine/scenario/language/load.h"

namespace silowalk::inline scenario {
namespace {

/// Returns the text of a file; "" where it cannot be read.
std::string text_of(std::string const& file) {
  try {
    return read_named_file(file);
  } catch (std::runtime_error const&) {
    return "";
  }
}

}  // namespace

void add_excerpts(std::vector<Complaint>& complaints) {
  Sources sources;
  std::map<std::string, int> numbers;
  for (Complaint& each : complaints) {
    if (each.where.line <= 0 || !each.excerpt.empty()) continue;
    auto const [at, unread] = numbers.try_emplace(each.where.file, 0);
    if (unread) at->second = sources.add(each.where.file, text_of(each.where.file));
    each.excerpt = sources.excerpt({at->second, each.where.line, each.where.column});
  }
}

}  // namespace silowalk::inline scenario
