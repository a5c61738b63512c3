#pragma once

#include "engine/report/results/results_report.h"
#include "tools/options.h"

/// The pages of `silowalk show` as a plain request.
namespace silowalk::inline tools {

/// Declares an option for each page, and those of single pages.
void declare_page_options(CommandLine& line);

/// Reads them and the choice of outputs. On a page of text, long tables are cut. Throws UsageError.
ResultsRequest read_results_request(CommandLine const& line, Format format);

}  // namespace silowalk::inline tools
