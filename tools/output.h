#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/report/report.h"
#include "tools/options.h"

namespace silowalk::inline tools {

/// Destination and format of an answer, from --format, --json, --output (-o) and --force.
struct OutputRequest {
  Format format = Format::text;
  std::string path;  ///< "" is standard output
  bool force = false;
};

/// Declares --format, --json (where JSON is one of the formats), --output (-o) and --force. The first format is the
/// default. Precondition: `formats` is not empty.
void declare_output_options(CommandLine& line, std::span<Format const> formats = report_formats);

/// Reads them. The format is that of --format or --json, else that of the file's ending, else the first of `formats`,
/// which must be those that were declared. Throws UsageError where format and ending contradict each other, or the
/// ending is no format of this verb: a file named .csv with JSON in it would mislead its readers.
OutputRequest read_output_request(CommandLine const& line, std::span<Format const> formats = report_formats);

/// Writes a report. It has colour only on a terminal, and not if NO_COLOR (no-color.org) is set or TERM is "dumb".
/// Throws RuntimeFailure.
void write_report(Report const& report, OutputRequest const& request);
/// Writes an answer that is no report: a picture or a scenario. Throws RuntimeFailure.
void write_answer(std::string const& text, OutputRequest const& request);

}  // namespace silowalk::inline tools
