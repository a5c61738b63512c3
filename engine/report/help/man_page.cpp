#include "engine/report/help/man_page.h"

#include <fmt/core.h>

#include <sstream>
#include <string_view>

#include "engine/report/help/overview_report.h"

namespace silowalk::inline report {
namespace {

/// Returns a line of text for roff. Characters that it would replace or obey are escaped.
std::string roff(std::string_view line) {
  std::string result;
  if (line.starts_with('.') || line.starts_with('\'')) result = "\\&";
  for (char const c : line) {
    switch (c) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += "\\-";
        break;
      case '\'':
        result += "\\(aq";
        break;
      case '`':
        result += "\\(ga";
        break;
      case '^':
        result += "\\(ha";
        break;
      case '~':
        result += "\\(ti";
        break;
      default:
        result += c;
    }
  }
  return result;
}

/// Returns a text of several lines. Roff fills lines, but keeps the breaks between lines that are indented.
std::string roff_text(std::string const& text) {
  std::string result;
  std::istringstream lines(text);
  bool kept = false;
  for (std::string line; std::getline(lines, line);) {
    bool const keep = line.starts_with(' ');
    if (keep != kept) result += keep ? ".nf\n" : ".fi\n";
    kept = keep;
    result += roff(line) + '\n';
  }
  return kept ? result + ".fi\n" : result;
}

std::string heading(std::string const& page, std::string const& version) {
  return fmt::format(".TH {} 1 \"\" \"silowalk {}\" \"User Commands\"\n", page, version);
}

std::string option_item(OptionHelp const& option) {
  std::string const value = option.value.empty() ? "" : fmt::format(" \\fI{}\\fR", roff(option.value));
  std::string const letter = option.letter.empty() ? "" : fmt::format("\\fB\\-{}\\fR, ", option.letter);
  return fmt::format(".TP\n{}\\fB\\-\\-{}\\fR{}\n{}\n", letter, roff(option.name), value, roff(option.about));
}

std::string verb_item(VerbHelp const& verb) {
  return fmt::format(".TP\n.BR silowalk\\-{} (1)\n{}.\n", verb.name, roff(verb.summary));
}

std::string exit_status() {
  std::string text = ".SH EXIT STATUS\n";
  for (ExitCodeHelp const& each : exit_codes())
    text += fmt::format(".TP\n.B {}\n{}\n", each.code, roff(std::string(each.meaning)));
  return text;
}

}  // namespace

std::string man_page(ProgramHelp const& program) {
  std::string text = heading("SILOWALK", program.version) +
                     ".SH NAME\nsilowalk \\- simulate customer journeys across the silos of a company\n"
                     ".SH SYNOPSIS\n.B silowalk\n.I VERB\n[\\fIARGUMENTS\\fR]\n"
                     ".SH DESCRIPTION\nThe verbs follow the workflow. Each has a page of its own.\n";
  for (std::size_t i = 0; i < verb_group_names.size(); ++i) {
    auto const group = static_cast<VerbGroup>(i);
    text += fmt::format(".SS {}: {}\n", verb_group_names[group], roff(purpose_of(group)));
    for (VerbHelp const& verb : program.verbs) {
      if (verb.group == group) text += verb_item(verb);
    }
  }
  text +=
      ".SS Confined to a folder\n.TP\n.B silowalk \\-\\-confined \\fIDIR\\fR \\fIVERB\\fR ...\n"
      "Reads and writes no file outside DIR, for services that run what others wrote.\n";
  text += fmt::format(".SS Help\n.TP\n.B silowalk help\n{}.\n", roff(program.help.summary));
  for (OptionHelp const& option : program.help.options) text += option_item(option);
  return text + exit_status();
}

std::string man_page(ProgramHelp const& program, VerbHelp const& verb) {
  std::string text = heading("SILOWALK\\-" + verb.name, program.version) +
                     fmt::format(".SH NAME\nsilowalk\\-{} \\- {}\n", verb.name, roff(verb.summary)) +
                     fmt::format(".SH SYNOPSIS\n{}\n", roff(verb.synopsis)) + ".SH DESCRIPTION\n" +
                     roff_text(verb.about) + ".SH OPTIONS\n";
  for (OptionHelp const& option : verb.options) text += option_item(option);
  if (!verb.examples.empty()) text += ".SH EXAMPLES\n" + roff_text(verb.examples);
  return text + exit_status() + ".SH SEE ALSO\n.BR silowalk (1)\n";
}

}  // namespace silowalk::inline report
