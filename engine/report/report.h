#pragma once

#include <string>
#include <vector>

#include "engine/report/format.h"
#include "engine/report/json.h"
#include "engine/report/page.h"

namespace silowalk::inline report {

/// The answer of a verb: a page for people and the same in full for programs. Made by one builder per report, written
/// by render().
struct Report {
  Page page;
  Json json;
};

/// The report as text, Markdown, HTML, JSON or CSV (its main tables, see to_csv()), ending in a newline. `colour`: with
/// escape sequences, in the format text only. Throws std::invalid_argument for a format of pictures or event logs.
std::string render(Report const& report, Format format, bool colour = false);

/// Several pages under one title, each under a heading of its own; a single page is itself.
Page joined(std::vector<Page> pages, std::string const& title);

}  // namespace silowalk::inline report
