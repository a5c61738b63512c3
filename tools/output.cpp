#include "tools/output.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>

#include "engine/base/text.h"
#include "engine/report/format_choice.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Returns whether to write escape sequences: on a terminal that can show them, unless the user refuses colour (no-
/// color.org).
bool wants_colour(OutputRequest const& request) {
  char const* const refused = std::getenv("NO_COLOR");
  char const* const kind = std::getenv("TERM");
  bool const dumb = kind != nullptr && std::string(kind) == "dumb";
  return request.path.empty() && isatty(STDOUT_FILENO) != 0 && (refused == nullptr || *refused == '\0') && !dumb;
}

/// Returns the format of --format and --json; none where neither is given.
std::optional<Format> requested_format(CommandLine const& line, std::span<Format const> formats) {
  std::optional<Format> format;
  if (line.has("format")) format = parse_format(line.get<std::string>("format"), formats);
  if (!line.has("json")) return format;
  if (format && *format != Format::json)
    throw UsageError("--json and --format " + line.get<std::string>("format") + " contradict each other");
  return Format::json;
}

}  // namespace

void declare_format_options(CommandLine& line, std::span<Format const> formats) {
  std::string const what = fmt::format("{}; default: {}", joined(format_words(formats)), format_names[formats.front()]);
  line.options()("format", po::value<std::string>()->value_name("HOW"), what.c_str());
  if (offers(formats, Format::json)) line.options()("json", "same as --format json");
}

OutputRequest read_format_request(CommandLine const& line, std::span<Format const> formats) {
  return {requested_format(line, formats).value_or(formats.front()), "", false};
}

void declare_output_options(CommandLine& line, std::span<Format const> formats) {
  declare_format_options(line, formats);
  line.options()("output,o", po::value<std::string>()->value_name("FILE")->default_value("-"),
                 "file to write, in the format of its ending; - is standard output")("force",
                                                                                     "overwrite an existing file");
}

OutputRequest read_output_request(CommandLine const& line, std::span<Format const> formats) {
  OutputRequest request;
  request.path = line.get<std::string>("output");
  if (request.path == "-") request.path.clear();
  request.force = line.has("force");
  std::optional<Format> const by_option = requested_format(line, formats);
  // Both are computed even where one suffices, so that a contradiction is always reported.
  std::optional<Format> const by_ending = format_by_ending(request.path, formats);
  if (by_option && by_ending && *by_option != *by_ending)
    throw UsageError(fmt::format("--format {} and the ending of --output {} contradict each other",
                                 format_names[*by_option], request.path));
  request.format = by_option ? *by_option : by_ending.value_or(formats.front());
  return request;
}

void write_answer(std::string const& text, OutputRequest const& request) {
  write_text(request.path, text, request.force);
}

void write_report(Report const& report, OutputRequest const& request) {
  write_answer(render(report, request.format, wants_colour(request)), request);
}

}  // namespace silowalk::inline tools
