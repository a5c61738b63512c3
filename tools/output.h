#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/report/report.h"
#include "tools/options.h"

namespace silowalk::inline tools {

/// Where an answer goes, and as what. Plain values, read from --format, --json, --out (-o) and --force.
struct OutputRequest {
  Format format = Format::text;
  std::string path;  ///< "" is standard output
  bool force = false;
};

/// Declares --format, --json, --out (-o) and --force. The first format is the default.
void declare_output_options(CommandLine& line, std::span<Format const> formats = report_formats);

/// The format is that of --format (or --json), or that of the file's ending, or the first one. Throws UsageError where
/// these contradict each other or the ending is no format of this verb.
OutputRequest read_output_request(CommandLine const& line, std::span<Format const> formats = report_formats);

/// Writes a report. In colour on a terminal, unless NO_COLOR is set or TERM is dumb. Throws RuntimeFailure.
void write_report(Report const& report, OutputRequest const& request);
/// Writes what is no report: a picture, a scenario. Throws RuntimeFailure.
void write_answer(std::string const& text, OutputRequest const& request);

}  // namespace silowalk::inline tools
