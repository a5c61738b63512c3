#include "engine/scenario/as_written.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "engine/base/escape/harmless.h"

namespace silowalk::inline scenario {
namespace {

/// Returns the comment above a file.
std::string heading(std::string const& name) { return fmt::format("# ===== {} =====\n", harmless(name)); }

/// Returns the text line by line, each harmless and ended by a line feed.
std::string print_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines += harmless_excerpt(line) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

bool are_storable(std::vector<std::string> const& texts) {
  std::size_t longest = 1;
  for (std::string const& each : texts) longest = std::max(longest, each.size());
  return !texts.empty() && longest <= most_written_bytes / texts.size();
}

bool is_storable(WrittenScenario const& written) {
  return are_storable(file_names(written)) && are_storable(file_texts(written)) &&
         (written.overrides.empty() || are_storable(written.overrides));
}

std::vector<std::string> file_names(WrittenScenario const& written) {
  std::vector<std::string> names;
  for (WrittenFile const& each : written.files) names.push_back(each.name);
  return names;
}

std::vector<std::string> file_texts(WrittenScenario const& written) {
  std::vector<std::string> texts;
  for (WrittenFile const& each : written.files) texts.push_back(each.text);
  return texts;
}

std::string print_written(WrittenScenario const& written) {
  std::string text;
  for (WrittenFile const& each : written.files)
    text += (text.empty() ? "" : "\n") + heading(each.name) + print_lines(each.text);
  if (!written.overrides.empty()) text += "\n" + heading("overrides");
  for (std::string const& each : written.overrides) text += fmt::format("# --set {}\n", harmless(each));
  return text;
}

}  // namespace silowalk::inline scenario
