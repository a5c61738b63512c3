#include "engine/scenario/override.h"

#include <fmt/format.h>

#include "engine/base/complaint.h"

namespace silowalk::inline scenario {

// The first '=' separates: a value may hold further ones, a path none.
Override parse_override(std::string const& text) {
  std::size_t const equals = text.find('=');
  auto const trim = [](std::string const& word) {
    std::size_t const from = word.find_first_not_of(" \t");
    if (from == std::string::npos) return std::string();
    return word.substr(from, word.find_last_not_of(" \t") - from + 1);
  };
  Override out{trim(text.substr(0, equals)), equals == std::string::npos ? "" : trim(text.substr(equals + 1)), "--set"};
  if (equals == std::string::npos || out.path.empty() || out.value.empty()) {
    Complaint complaint;
    complaint.where = {"--set", 1, 1};
    complaint.what = fmt::format("'{}' is no override", text);
    complaint.why = "written as PATH=VALUE, for example silo.care.agents=30";
    complaint.excerpt = text;
    throw InvalidInput({complaint});
  }
  return out;
}

}  // namespace silowalk::inline scenario
