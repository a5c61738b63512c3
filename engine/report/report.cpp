#include "engine/report/report.h"

#include <stdexcept>
#include <utility>

namespace silowalk::inline report {

std::string render(Report const& report, Format format, bool colour) {
  switch (format) {
    case Format::text:
      return to_terminal(report.page, colour);
    case Format::md:
      return to_markdown(report.page);
    case Format::html:
      return to_html(report.page);
    case Format::json:
      return report.json.text() + "\n";
    case Format::csv:
      return to_csv(report.page);
    // No default: the compiler then warns of a format that is added to the enumeration and not here.
    case Format::svg:
    case Format::dot:
    case Format::graphml:
    case Format::xes:
    case Format::toml:
    case Format::man:
    case Format::bash:
    case Format::zsh:
    case Format::fish:
      break;
  }
  throw std::invalid_argument("a report is no " + std::string(format_names[format]));
}

// Titles become headings, since a page has one title.
Page joined(std::vector<Page> pages, std::string const& title) {
  if (pages.size() == 1) return std::move(pages.front());
  Page all{title, {}};
  for (Page& page : pages) {
    all.blocks.emplace_back(Heading{page.title});
    for (PageBlock& block : page.blocks) all.blocks.push_back(std::move(block));
  }
  return all;
}

}  // namespace silowalk::inline report
