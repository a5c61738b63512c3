#pragma once

#include <string>
#include <vector>

#include "engine/report/format.h"
#include "engine/report/json.h"
#include "engine/report/page.h"

/// @file
/// A report: one answer as a page and as JSON. Builders make it, render() writes it.

namespace silowalk::inline report {

/// The answer of a verb: a page for people, and JSON for programs.
/// One builder per report makes both, so that the two cannot disagree. render() writes them.
/// The page may leave out rows and detail. The JSON is complete and in base units (days, the currency, shares from 0 to
/// 1), so that a program never parses text for people.
struct Report {
  Page page;  ///< for people: may be shortened
  Json json;  ///< for programs: complete, in base units
};

/// Returns the report as text, Markdown, HTML, JSON or CSV (its main tables, see to_csv()).
/// `colour`: with escape sequences; it has an effect on the format text only.
/// Throws std::invalid_argument for a format of pictures, event logs or scenarios. Pure; any thread.
std::string render(Report const& report, Format format, bool colour = false);

/// Returns one page with the blocks of several, each part under a heading with its own title.
/// A single page is returned unchanged, with its own title.
Page joined(std::vector<Page> pages, std::string const& title);

}  // namespace silowalk::inline report
