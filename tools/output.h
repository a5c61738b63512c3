#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/report/report.h"
#include "tools/options.h"

/// @file
/// Where a report goes: the options, their checks, and writing. The formats that a verb offers are passed as
/// `formats`.

namespace silowalk::inline tools {

/// Where an answer goes, and as what. Plain values, read from --format, --json, --output (-o) and --force.
struct OutputRequest {
  Format format = Format::text;
  std::string path;    ///< "" is standard output
  bool force = false;  ///< overwrite a file that exists
};

/// Declares --format, --json, --output (-o) and --force. The first format is the default.
void declare_output_options(CommandLine& line, std::span<Format const> formats = report_formats);

/// The format is that of --format (or --json), or that of the file's ending, or the first one. Throws UsageError where
/// these contradict each other or the ending is no format of this verb.
OutputRequest read_output_request(CommandLine const& line, std::span<Format const> formats = report_formats);

/// Declares --format and --json alone, for a verb whose --output is another file; the answer goes to standard output.
void declare_format_options(CommandLine& line, std::span<Format const> formats = report_formats);
/// Reads the format as read_output_request() does, from --format and --json alone. `path` is empty and `force` false.
/// Throws UsageError.
OutputRequest read_format_request(CommandLine const& line, std::span<Format const> formats = report_formats);

/// Writes a report. In colour on a terminal, unless NO_COLOR is set or TERM is dumb. Throws RuntimeFailure.
void write_report(Report const& report, OutputRequest const& request);
/// Writes what is no report: a picture, a scenario. Throws RuntimeFailure.
void write_answer(std::string const& text, OutputRequest const& request);

}  // namespace silowalk::inline tools
