#include "tests/benchmarks/measure.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

extern char** environ;

namespace silowalk::bench {

namespace {

double seconds_of(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double number_after(std::string const& text, std::string const& key) {
  std::size_t const at = text.find("\"" + key + "\":");
  return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + key.size() + 3, nullptr);
}

std::string quoted(std::string const& text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace

double cpu_seconds() { return seconds_of(CLOCK_PROCESS_CPUTIME_ID); }
double wall_seconds() { return seconds_of(CLOCK_MONOTONIC); }

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  std::size_t const n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

std::string millions(double rate) { return fmt::format("{:.2f} M", rate / 1e6); }

void print_text(Table const& table) {
  std::vector<std::size_t> width(table.columns.size());
  auto const widen = [&](std::vector<std::string> const& row) {
    for (std::size_t i = 0; i < row.size(); ++i) width[i] = std::max(width[i], row[i].size());
  };
  widen(table.columns);
  for (auto const& row : table.rows) widen(row);
  auto const line = [&](std::vector<std::string> const& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      i == 0 ? fmt::print("  {:<{}}", row[i], width[i]) : fmt::print("  {:>{}}", row[i], width[i]);
    fmt::print("\n");
  };
  fmt::print("{}\n", table.title);
  line(table.columns);
  for (auto const& row : table.rows) line(row);
  for (auto const& note : table.notes) fmt::print("  {}\n", note);
  fmt::print("\n");
  std::fflush(stdout);
}

void print_json(std::vector<Table> const& tables) {
  std::string out = "[";
  for (Table const& table : tables) {
    for (auto const& row : table.rows) {
      out += (out.size() > 1 ? ",\n {" : "\n {") + fmt::format("\"table\": {}", quoted(table.title));
      for (std::size_t i = 0; i < row.size(); ++i)
        out += fmt::format(", {}: {}", quoted(table.columns[i].empty() ? "what" : table.columns[i]), quoted(row[i]));
      out += "}";
    }
  }
  fmt::print("{}\n]\n", out);
}

std::optional<KernelRun> run_kernel(std::string const& path, std::vector<std::string> const& arguments) {
  int ends[2];
  if (access(path.c_str(), X_OK) != 0 || pipe(ends) != 0) return std::nullopt;
  std::vector<char*> argv{const_cast<char*>(path.c_str())};
  for (std::string const& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  pid_t child = 0;
  int const failed = posix_spawn(&child, path.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string text;
  char buffer[4096];
  for (ssize_t n = 0; failed == 0 && (n = read(ends[0], buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(n));
  close(ends[0]);
  if (failed != 0) return std::nullopt;
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  auto const seconds = [](timeval const& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  KernelRun const run{number_after(text, "visits"), seconds(used.ru_utime) + seconds(used.ru_stime),
                      number_after(text, "Mvps")};
  if (status != 0 || run.mvps <= 0) return std::nullopt;
  return run;
}

}  // namespace silowalk::bench
