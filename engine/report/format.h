#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/enum_names.h"

namespace silowalk::inline report {

/// What a report or a picture can be written as. The name is the word after --format and the ending of a file.
enum class Format { text, md, html, json, csv, svg, dot, graphml, xes, toml };
inline constexpr auto format_names =
    enum_names<Format>("text", "md", "html", "json", "csv", "svg", "dot", "graphml", "xes", "toml");

/// The formats of every report.
inline constexpr Format report_formats[] = {Format::text, Format::md, Format::html, Format::json, Format::csv};

/// The format of a file by its ending: ".html" is html, ".txt" is text. None where the ending is no format's, or there
/// is none.
std::optional<Format> format_of_file(std::string_view path);

/// The ending of a path with its dot, "" where the last part of the path has none.
std::string_view ending_of(std::string_view path);

}  // namespace silowalk::inline report
