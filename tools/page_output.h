#pragma once

#include <string>
#include <vector>

#include "engine/report/page.h"
#include "tools/options.h"

namespace silowalk {

/// Where and as what a page goes: what verbs that tell stories share.
struct PageRequest {
  enum class Format { text, markdown, html, json };
  Format format = Format::text;
  std::string output;  ///< "" is standard output
  bool force = false;
};

/// Declares --format, --json, --output and --force.
void declare_page_options(CommandLine& line);
/// Throws UsageError.
PageRequest read_page_request(CommandLine const& line);

/// Writes the pages under one title (a single page has its own). Colour: on a terminal, unless NO_COLOR is set.
void write_pages(std::vector<Page> pages, std::string const& title, PageRequest const& request);

}  // namespace silowalk
