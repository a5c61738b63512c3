#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace silowalk::inline base {

/// A place in an input file. `line` and `column` count from 1; 0 means "the file as a whole".
struct Location {
  std::string file;  ///< a path, or an origin such as "--set"
  int line = 0;      ///< counts from 1; 0: the file as a whole
  int column = 0;    ///< counts from 1, in characters; 0: the line as a whole
  friend bool operator==(Location const&, Location const&) = default;
};

/// One mistake (or warning): what is wrong, why, and what was probably meant.
struct Complaint {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  Location where;
  std::string what;     ///< "unknown key 'agnets' in [silo.care]"
  std::string why;      ///< "a silo has: agents, shifts, cost, ..." ; may be empty
  std::string guess;    ///< "agents" (shown as: did you mean 'agents'?) ; may be empty
  std::string excerpt;  ///< the line of the file at fault, without its newline ; may be empty
};

/// Thrown with all complaints about an input at once, so that the user can correct them in one pass. what() is the
/// text of describe().
class InvalidInput : public std::runtime_error {
 public:
  /// Constructs the exception of all these complaints. Precondition: at least one.
  explicit InvalidInput(std::vector<Complaint> complaints);
  std::vector<Complaint> const& complaints() const { return complaints_; }

 private:
  std::vector<Complaint> complaints_;
};

/// Throws InvalidInput with one complaint.
[[noreturn]] void reject(Location where, std::string what, std::string why, std::string guess = "");
/// Throws the same, of an option ("--customer") or of a file as a whole.
[[noreturn]] void reject(std::string const& origin, std::string what, std::string why, std::string guess = "");

/// Thrown for a request whose parts contradict each other or the data they apply to. The input files are sound; the
/// user must change the request.
class InvalidRequest : public std::runtime_error {
 public:
  /// Makes the message harmless for a terminal and one line (harmless_sentence): names in it come from files.
  explicit InvalidRequest(std::string_view what);
};

/// Thrown for a failure of the machine or of the environment (a full disk, an unreadable file, an overflow).
class RuntimeFailure : public std::runtime_error {
 public:
  /// Makes the message harmless for a terminal and one line (harmless_sentence): names in it come from files.
  explicit RuntimeFailure(std::string_view what);
};

/// Formats `file:line:column: error: what (why); did you mean 'guess'?`, then the line and a caret. The text is plain
/// and ends in a newline. Its texts are harmless for a terminal (harmless.h), and those of absurd length are cut.
std::string describe(Complaint const& complaint);
/// Formats them one after the other, in the order given.
std::string describe(std::vector<Complaint> const& complaints);

/// Returns the candidate nearest to `word` by edit distance (transpositions count one); where none is near, the only
/// one that begins with `word` (3 letters or more); else "". Case does not count. Over 80 bytes nothing is compared.
std::string nearest(std::string const& word, std::vector<std::string> const& candidates);
/// Returns "; did you mean 'GUESS'?" for the nearest candidate, as the end of a sentence; "" where none is near.
std::string guess_among(std::string const& word, std::vector<std::string> const& candidates);

}  // namespace silowalk::inline base
