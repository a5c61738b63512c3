#include <fmt/core.h>

#include <filesystem>

#include "engine/report/scenario/template_reports.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace fs = std::filesystem;
namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

CommandLine new_command_line() {
  CommandLine line({"silowalk new DIR [--from TEMPLATE] [--force] [--format text|md|html|json|csv]",
                    "Writes DIR/company.toml: a small company that runs, with a comment on every number to replace.\n"
                    "DIR is created; it must not exist, or be empty. 'silowalk new --list' lists the templates.",
                    "  silowalk new my-company\n"
                    "  silowalk new my-shop --from shop\n"
                    "  silowalk new --list"});
  line.positional("DIR", 0, 1);
  line.options()("from", po::value<std::string>()->value_name("TEMPLATE")->default_value(std::string(usual_template)),
                 "template to start from, one of --list")("list", "list the templates and write nothing")(
      "force", "write into a folder that is not empty, and overwrite its company.toml");
  declare_format_options(line);
  return line;
}

/// Creates the folder where it does not exist. Throws RuntimeFailure, without `force` also for one that is not empty.
void make_folder(fs::path const& folder, bool force) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error))
    throw RuntimeFailure(fmt::format("'{}' is a file: choose another folder", folder.string()));
  if (fs::is_directory(folder, error) && !fs::is_empty(folder, error) && !force)
    throw RuntimeFailure(
        fmt::format("'{}' is not empty (--force writes into it and overwrites company.toml)", folder.string()));
  fs::create_directories(folder, error);
  if (error) throw RuntimeFailure(fmt::format("cannot create '{}': {}", folder.string(), error.message()));
}

/// Returns DIR without slashes at its end. Throws UsageError where it is missing.
std::string requested_folder(CommandLine const& line) {
  if (!line.has("DIR")) throw UsageError("DIR is missing: silowalk new DIR [--from TEMPLATE]");
  std::string folder = line.get<Arguments>("DIR").front();
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  return folder;
}

}  // namespace

int run_new(Arguments const& arguments) {
  CommandLine line = new_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_format_request(line);
  if (line.has("list")) {
    if (line.has("DIR")) throw UsageError("--list writes nothing: leave out DIR");
    write_report(templates_report(), request);
    return exit_ok;
  }
  std::string const folder = requested_folder(line);
  CompanyTemplate const& chosen = template_named(line.get<std::string>("from"));
  make_folder(folder, line.has("force"));
  write_text(folder + "/company.toml", std::string(chosen.text), line.has("force"));
  write_report(new_company_report(chosen, folder), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
