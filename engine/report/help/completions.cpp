#include "engine/report/help/completions.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/text.h"

namespace silowalk::inline report {
namespace {

/// Returns all verbs, `help` among them.
std::vector<VerbHelp> with_help(ProgramHelp const& program) {
  std::vector<VerbHelp> verbs = program.verbs;
  verbs.push_back(program.help);
  return verbs;
}

/// Returns the names of all verbs, separated by spaces.
std::string verb_words(std::vector<VerbHelp> const& verbs) {
  std::vector<std::string> names;
  for (VerbHelp const& each : verbs) names.push_back(each.name);
  return base::joined(names, " ");
}

/// Returns the options of a verb as they are typed, separated by spaces.
std::string option_words(VerbHelp const& verb) {
  std::vector<std::string> words;
  for (OptionHelp const& each : verb.options) {
    words.push_back("--" + each.name);
    if (!each.letter.empty()) words.push_back("-" + each.letter);
  }
  return base::joined(words, " ");
}

std::string choice_words(OptionHelp const& option) { return base::joined(choices_of(option), " ", ""); }

/// Returns a text for the inside of single quotes, with a backslash before each character of `special`. A quote inside
/// the text becomes `quote`: shells differ in how they write it.
std::string escaped(std::string_view text, std::string_view special, std::string_view quote) {
  std::string result;
  for (char const c : text) {
    if (special.find(c) != std::string_view::npos) result += '\\';
    result += c == '\'' ? std::string(quote) : std::string(1, c);
  }
  return result;
}

constexpr std::string_view zsh_quote = "'\\''";

std::string fish_text(std::string const& text) { return "'" + escaped(text, "\\", "\\'") + "'"; }

std::string bash_cases(VerbHelp const& verb) {
  std::string text = fmt::format("    {})\n      options=\"{}\"\n", verb.name, option_words(verb));
  for (OptionHelp const& each : verb.options) {
    std::string const words = choice_words(each);
    if (!words.empty()) text += fmt::format("      [[ $previous == --{} ]] && words=\"{}\"\n", each.name, words);
  }
  return text + "      ;;\n";
}

/// Returns an option as _arguments of zsh reads it: '--output[where to]:FILE:_files'. It may be given many times.
std::string zsh_option(std::string const& typed, OptionHelp const& option) {
  std::string const about = escaped(option.about, "[]:\\", zsh_quote);
  std::string const value = escaped(option.value, "[]:\\", zsh_quote);
  std::string const words = choice_words(option);
  std::string const action = option.value.empty() ? ""
                             : words.empty()      ? ":" + value + ":_files"
                                                  : ":" + value + ":(" + words + ")";
  return fmt::format("        '*{}[{}]{}' \\\n", typed, about, action);
}

std::string zsh_case(VerbHelp const& verb) {
  std::string text = fmt::format("    {})\n      _arguments \\\n", verb.name);
  for (OptionHelp const& each : verb.options) {
    text += zsh_option("--" + each.name, each);
    if (!each.letter.empty()) text += zsh_option("-" + each.letter, each);
  }
  return text + (verb.name == "help" ? "        '*:verb:($names)'\n" : "        '*:file:_files'\n") + "      ;;\n";
}

std::string fish_option(VerbHelp const& verb, OptionHelp const& option) {
  std::string const letter = option.letter.empty() ? "" : " -s " + option.letter;
  std::string const words = choice_words(option);
  std::string const value = option.value.empty() ? "" : words.empty() ? " -r" : fmt::format(" -x -a '{}'", words);
  return fmt::format("complete -c silowalk -n '__fish_seen_subcommand_from {}' -l {}{}{} -d {}\n", verb.name,
                     option.name, letter, value, fish_text(option.about));
}

}  // namespace

std::vector<std::string> choices_of(OptionHelp const& option) {
  std::size_t const end = option.about.find("; default: ");
  if (option.value.empty() || end == std::string::npos) return {};
  std::vector<std::string> words;
  for (std::size_t from = 0; from < end;) {
    std::size_t const to = std::min(option.about.find(", ", from), end);
    words.push_back(option.about.substr(from, to - from));
    if (words.back().find(' ') != std::string::npos) return {};
    from = to + 2;
  }
  return words.size() < 2 ? std::vector<std::string>() : words;
}

std::string bash_completion(ProgramHelp const& program) {
  std::vector<VerbHelp> const verbs = with_help(program);
  std::string text =
      "# Completion of silowalk for bash; made by 'silowalk help --format bash'.\n"
      "_silowalk() {\n"
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD - 1]}\" options=\"\" "
      "words=\"\"\n"
      "  local verbs=\"" +
      verb_words(verbs) +
      "\"\n"
      "  COMPREPLY=()\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$verbs --help --version --confined\" -- \"$current\")\n"
      "    return\n"
      "  fi\n"
      "  case \"${COMP_WORDS[1]}\" in\n";
  for (VerbHelp const& each : verbs) text += bash_cases(each);
  return text +
         "  esac\n"
         "  [[ ${COMP_WORDS[1]} == help && $current != -* && -z $words && $previous != -* ]] && words=\"$verbs\"\n"
         "  [[ $current == -* ]] && words=\"$options\"\n"
         "  [[ -z $words ]] || mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "}\n"
         "# Where nothing is found, bash completes names of files.\n"
         "complete -o default -F _silowalk silowalk\n";
}

std::string zsh_completion(ProgramHelp const& program) {
  std::vector<VerbHelp> const verbs = with_help(program);
  std::string text =
      "#compdef silowalk\n"
      "# Completion of silowalk for zsh; made by 'silowalk help --format zsh'.\n"
      "_silowalk() {\n"
      "  local -a verbs\n"
      "  verbs=(\n";
  for (VerbHelp const& each : verbs)
    text += fmt::format("    '{}:{}'\n", each.name, escaped(each.summary, ":\\", zsh_quote));
  text += fmt::format(
      "  )\n"
      "  local names=\"{}\"\n"
      "  if (( CURRENT == 2 )); then\n"
      "    _describe 'verb' verbs\n"
      "    return\n"
      "  fi\n"
      "  local verb=$words[2]\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  case $verb in\n",
      verb_words(verbs));
  for (VerbHelp const& each : verbs) text += zsh_case(each);
  return text + "  esac\n}\n_silowalk \"$@\"\n";
}

std::string fish_completion(ProgramHelp const& program) {
  std::vector<VerbHelp> const verbs = with_help(program);
  std::string text = "# Completion of silowalk for fish; made by 'silowalk help --format fish'.\n";
  for (VerbHelp const& each : verbs)
    text += fmt::format("complete -c silowalk -n __fish_use_subcommand -f -a {} -d {}\n", each.name,
                        fish_text(each.summary));
  text += fmt::format("complete -c silowalk -n '__fish_seen_subcommand_from help' -f -a '{}'\n", verb_words(verbs));
  for (VerbHelp const& each : verbs) {
    for (OptionHelp const& option : each.options) text += fish_option(each, option);
  }
  return text;
}

}  // namespace silowalk::inline report
