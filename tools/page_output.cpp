#include "tools/page_output.h"

#include <fmt/core.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "engine/base/complaint.h"

namespace po = boost::program_options;

namespace silowalk {
namespace {

bool wants_colour(PageRequest const& request) {
  char const* const refused = std::getenv("NO_COLOR");
  char const* const kind = std::getenv("TERM");
  bool const dumb = kind != nullptr && std::string(kind) == "dumb";
  return request.output.empty() && isatty(STDOUT_FILENO) != 0 && (refused == nullptr || *refused == '\0') && !dumb;
}

Page joined(std::vector<Page> pages, std::string const& title) {
  if (pages.size() == 1) return std::move(pages.front());
  Page all{title, {}};
  for (Page& page : pages) {
    all.blocks.emplace_back(Heading{page.title});
    for (PageBlock& block : page.blocks) all.blocks.push_back(std::move(block));
  }
  return all;
}

}  // namespace

void declare_page_options(CommandLine& line) {
  line.options()("format", po::value<std::string>()->value_name("HOW"),
                 "text (default), markdown, html (one file, nothing else needed) or json")("json", "as --format json")(
      "output,o", po::value<std::string>()->value_name("FILE")->default_value("-"), "where to; - is standard output")(
      "force", "overwrite a file that exists");
}

PageRequest read_page_request(CommandLine const& line) {
  static std::array<std::pair<char const*, PageRequest::Format>, 4> const formats{
      {{"text", PageRequest::Format::text},
       {"markdown", PageRequest::Format::markdown},
       {"html", PageRequest::Format::html},
       {"json", PageRequest::Format::json}}};
  PageRequest request;
  request.output = line.get<std::string>("output");
  if (request.output == "-") request.output.clear();
  request.force = line.has("force");
  if (line.has("json")) request.format = PageRequest::Format::json;
  if (!line.has("format")) return request;
  std::string const& word = line.get<std::string>("format");
  for (auto const& [name, format] : formats) {
    if (word != name) continue;
    if (line.has("json") && format != PageRequest::Format::json)
      throw UsageError("--json and --format " + word + " contradict each other");
    request.format = format;
    return request;
  }
  std::string const guess = nearest(word, {"text", "markdown", "html", "json"});
  throw UsageError(fmt::format("--format {}: it is text, markdown, html or json{}", word,
                               guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
}

void write_pages(std::vector<Page> pages, std::string const& title, PageRequest const& request) {
  Page const page = joined(std::move(pages), title);
  std::string const text = request.format == PageRequest::Format::markdown ? to_markdown(page)
                           : request.format == PageRequest::Format::html   ? to_html(page)
                                                                           : to_terminal(page, wants_colour(request));
  write_text(request.output, text, request.force);
}

}  // namespace silowalk
