#include <fmt/core.h>

#include "engine/analysis/replay/event_log.h"
#include "engine/report/event_log_text.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/picked.h"
#include "tools/text_stream.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

CommandLine log_command_line() {
  CommandLine line(
      {"silowalk log OUT.h5 [--scenario NAME] [--replication R] [--segment S] [--from M] [--to M] -o FILE.xes|FILE.csv",
       "Writes what happened in one replication as an event log for process mining: one case per customer, one event\n"
       "per visit, with the touchpoint as activity, the silo as org:group, and the moment it was over. Only what a\n"
       "company could have seen: outcomes, waits, money, answers to surveys; not trust. XES 1.0 (IEEE 1849) or CSV.\n"
       "Nothing was recorded for this: the replication is walked again, as often as it takes to group the visits by\n"
       "customer in memory that does not grow with their number.",
       "  silowalk log out.h5 --scenario 'Telecom, as it is run' -o telecom.xes\n"
       "  silowalk log out.h5 --segment one_year --from 0 --to 12 -o year.csv"});
  line.positional("FILE", 1, 1);
  line.options()("scenario", po::value<std::string>()->value_name("NAME"), "of the file; needed where it has several")(
      "replication", po::value<WholeNumber>()->value_name("R")->default_value(WholeNumber{0}, "0"), "which history")(
      "segment", po::value<std::string>()->value_name("S"), "customers of this segment only")(
      "from", po::value<WholeNumber>()->value_name("M")->default_value(WholeNumber{0}, "0"),
      "visits from this month on; those of the warm-up are never in a log")(
      "to", po::value<WholeNumber>()->value_name("M"), "visits before this month; default: the horizon's end")(
      "format", po::value<std::string>()->value_name("xes|csv"), "default: by the name of the output")(
      "out,o", po::value<std::string>()->value_name("FILE")->default_value("-"), "where to; - is standard output")(
      "force", "overwrite a file that exists");
  return line;
}

bool wants_xes(CommandLine const& line) {
  std::string const& output = line.get<std::string>("out");
  if (line.has("format")) {
    std::string const& format = line.get<std::string>("format");
    if (format != "xes" && format != "csv") throw UsageError("--format " + format + ": it is xes or csv");
    return format == "xes";
  }
  if (output.ends_with(".xes")) return true;
  if (output.ends_with(".csv")) return false;
  throw UsageError("--format xes or --format csv? (the output's name does not end in .xes or .csv)");
}

LogSlice slice_of(CommandLine const& line, PastRun const& run) {
  LogSlice slice;
  slice.replication = small_number(line, "replication");
  if (line.has("segment")) slice.segment = segment_named(line.get<std::string>("segment"), run.model().axes());
  slice.from = small_number(line, "from") * days_per_month;
  if (line.has("to")) {
    slice.to = small_number(line, "to") * days_per_month;
    if (*slice.to <= slice.from) throw UsageError("--to must come after --from");
  }
  return slice;
}

}  // namespace

int run_log(Arguments const& arguments) {
  CommandLine line = log_command_line();
  if (!line.parse(arguments)) return exit_ok;
  bool const xes = wants_xes(line);
  ResultsFile const file(line.get<Arguments>("FILE").front());
  PastRun const run(file, scenario_of(file, line));
  LogSlice const slice = slice_of(line, run);
  run.check_replication(slice.replication);
  TextStream out(line.get<std::string>("out"), line.has("force"));
  out.write(xes ? xes_head(fmt::format("{}, replication {}", run.name(), slice.replication)) : csv_head());
  LogCount const count = tell_log(run, slice, [&](Story const& story, Ending const& ending) {
    std::string const customer = to_text(story.name(), run.model().axes());
    out.write(xes ? xes_trace(story, ending, run.scenario(), customer) : csv_rows(story, run.scenario(), customer));
  });
  if (xes) out.write(xes_tail());
  out.finish();
  if (line.get<std::string>("out") != "-")
    fmt::print("{} events of {} customers  {}\n", count.visits, count.customers, line.get<std::string>("out"));
  return exit_ok;
}

}  // namespace silowalk::inline tools
