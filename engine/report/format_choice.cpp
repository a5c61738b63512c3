#include "engine/report/format_choice.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/complaint.h"
#include "engine/base/text.h"

namespace silowalk::inline report {
namespace {

/// Returns the format of a word, or of one of earlier versions.
std::optional<Format> format_of_word(std::string const& word) {
  if (word == "markdown") return Format::md;
  return word == "graphml-flat" ? Format::graphml : format_names.find(word);
}

}  // namespace

std::vector<std::string> format_words(std::span<Format const> formats) {
  std::vector<std::string> names;
  for (Format const each : formats) names.emplace_back(format_names[each]);
  return names;
}

bool offers(std::span<Format const> formats, Format format) {
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

Format parse_format(std::string const& word, std::span<Format const> formats) {
  std::optional<Format> const format = format_of_word(word);
  if (format && offers(formats, *format)) return *format;
  throw InvalidRequest(fmt::format("--format {}: must be one of {}{}", word, joined(format_words(formats)),
                                   guess_among(word, format_words(formats))));
}

std::optional<Format> format_by_ending(std::string const& path, std::span<Format const> formats) {
  if (ending_of(path).empty() || path.starts_with("/dev/")) return std::nullopt;
  std::optional<Format> const format = format_of_file(path);
  if (format && offers(formats, *format)) return format;
  // Endings are shown instead of format names, since the user wrote a file name.
  std::vector<std::string> endings;
  for (Format const each : formats)
    endings.push_back(each == Format::text ? ".txt" : fmt::format(".{}", format_names[each]));
  throw InvalidRequest(fmt::format("--output {}: '{}' is not a format of this verb; use one of {}", path,
                                   ending_of(path), joined(endings)));
}

}  // namespace silowalk::inline report
