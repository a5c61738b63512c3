#include <fmt/core.h>

#include <optional>

#include "engine/analysis/replay/event_log.h"
#include "engine/archive/text_file.h"
#include "engine/report/replay/event_log_text.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/picked.h"
#include "tools/standard_streams.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// The first one is the default. The engine writes both piece by piece (report/replay/event_log_text.h).
constexpr Format log_formats[] = {Format::xes, Format::csv};

/// Returns the command line of the verb with all options declared, before parsing.
CommandLine log_command_line() {
  CommandLine line(
      {"silowalk log OUT.h5 [--scenario NAME] [--replication R] [--segment S] [--from M] [--to M]\n"
       "       [--format xes|csv] [-o FILE.xes|FILE.csv]",
       "Writes one replication as an event log for process mining, as XES 1.0 (IEEE 1849) or CSV: one case per\n"
       "customer and one event per visit, with the touchpoint as activity, the silo as org:group and the time at "
       "which\n"
       "the visit ended. The log has only what a company can observe: outcomes, waits, money and survey answers, but\n"
       "not trust.\n"
       "A run records no events. This verb simulates the replication again, several times if needed, so that its\n"
       "memory does not grow with the number of visits.",
       "  silowalk log out.h5 --scenario 'Telecom, as it is run' -o telecom.xes\n"
       "  silowalk log out.h5 --segment one_year --from 0 --to 12 -o year.csv"});
  line.positional("FILE", 1, 1);
  line.options()("scenario", po::value<std::string>()->value_name("NAME"),
                 "scenario of the file, by name or letter; required if the file has several")(
      "replication", po::value<WholeNumber>()->value_name("R")->default_value(WholeNumber{0}, "0"),
      "replication to write, from 0")("segment", po::value<std::string>()->value_name("S"),
                                      "write only the customers of this segment; default: all")(
      "from", po::value<WholeNumber>()->value_name("M")->default_value(WholeNumber{0}, "0"),
      "write visits from this month on; visits of the warm-up are never written")(
      "to", po::value<WholeNumber>()->value_name("M"), "write visits before this month; default: end of the horizon");
  declare_output_options(line, log_formats);
  return line;
}

/// Returns the part of the replication to write. Months become days since month 0: a log is cut by time. Throws
/// UsageError for an empty window.
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

/// Runs `silowalk log`. Memory does not grow with the length of the log.
int run_log(Arguments const& arguments) {
  CommandLine line = log_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line, log_formats);
  ResultsFile const file(line.get<Arguments>("FILE").front());
  PastRun const run(file, scenario_of(file, line));
  LogSlice const slice = slice_of(line, run);
  // Before the output is opened, so that a wrong number creates no file.
  run.check_replication(slice.replication);
  std::optional<TextFile> out;
  if (!request.path.empty()) out.emplace(request.path, request.force);
  LogCount const count = write_event_log(run, slice, request.format, [&out](std::string_view piece) {
    out ? out->write(piece) : write_standard_output(piece);
  });
  if (out) out->finish();
  // On standard output only where the log itself is not there.
  if (!request.path.empty()) fmt::print("{}  {}\n", format_log_count(count), request.path);
  return exit_ok;
}

}  // namespace silowalk::inline tools
