#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/enum_names.h"

/// @file
/// Formats by name and by the ending of a file. Constant tables and pure functions; any thread.

namespace silowalk::inline report {

/// The formats of reports (the first five), pictures, event logs, scenarios, and of the help for man and shells.
/// Names are the words after --format and the endings of files. Users depend on them: never rename one.
/// Invariant: format_names has one name for each enumerator, in the same order (the number is checked at compile time).
enum class Format { text, md, html, json, csv, svg, dot, graphml, xes, toml, man, bash, zsh, fish };
inline constexpr auto format_names = enum_names<Format>("text", "md", "html", "json", "csv", "svg", "dot", "graphml",
                                                        "xes", "toml", "man", "bash", "zsh", "fish");

/// The formats that render() accepts. The first one is the default of the program.
inline constexpr Format report_formats[] = {Format::text, Format::md, Format::html, Format::json, Format::csv};

/// Returns the format that the ending of a path stands for: ".html" and ".htm" are html, ".txt" is text,
/// ".1" is man.
/// None where the path has no ending, or one of no format. Case counts: ".HTML" is no format.
std::optional<Format> format_of_file(std::string_view path);

/// Returns the ending of a path with its dot, "" where its last part has none. A leading dot begins no ending
/// (".profile"). The result refers to `path`, which must outlive it.
std::string_view ending_of(std::string_view path);

}  // namespace silowalk::inline report
