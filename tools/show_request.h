#pragma once

#include "engine/report/results/results_report.h"
#include "tools/options.h"

/// The options of `silowalk show` as a plain request.
namespace silowalk::inline tools {

/// Declares an option for each page but outputs, which is the default, and the options of single pages.
void declare_page_options(CommandLine& line);

/// Reads them and the choice of outputs. In the format text, promises are cut to 20 rows. Throws UsageError where pages
/// or their options do not go together.
ResultsRequest read_results_request(CommandLine const& line, Format format);

}  // namespace silowalk::inline tools
