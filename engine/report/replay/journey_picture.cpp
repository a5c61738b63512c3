#include "engine/report/replay/journey_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "engine/base/escape/escape.h"
#include "engine/report/page.h"
#include "engine/report/replay/box_label.h"
#include "engine/report/titles.h"

namespace silowalk::inline report {
namespace {

/// In SVG units; sizes of boxes, distances of their middles, and the margins.
constexpr double box_width = 136, box_height = 30, column_width = 186, row_height = 54, left = 116, top = 26;

struct Place {
  double x = 0;  ///< of the box's middle
  double y = 0;
  std::string title;  ///< its name where it has none
};

using Edge = std::pair<std::size_t, std::size_t>;

struct Point {
  double x = 0;
  double y = 0;
};

/// A quadratic Bezier curve from a to b, by t from 0 to 1.
struct Curve {
  Point a, control, b;

  Point at(double t) const {
    double const u = 1 - t;
    return {u * u * a.x + 2 * u * t * control.x + t * t * b.x, u * u * a.y + 2 * u * t * control.y + t * t * b.y};
  }
  /// Returns the tangent at t, of length one.
  Point direction(double t) const {
    double const x = (1 - t) * (control.x - a.x) + t * (b.x - control.x);
    double const y = (1 - t) * (control.y - a.y) + t * (b.y - control.y);
    double const length = std::sqrt(x * x + y * y);
    return length > 0 ? Point{x / length, y / length} : Point{1, 0};
  }
};

// Colours follow the reader's screen, light or dark. On paper they are always light.
constexpr std::string_view style = R"(<style>
.journey { --paper: #fff; --lane: #f3f5f8; --lane2: #e9edf3; --lane-name: #55606e; --way: #c3c9d1; --box: #fff; --edge: #aab2bd;
  --ink: #77808c; --lit-box: #fff4cf; --lit-edge: #3c3c3c; --lit-ink: #111; --path0: #b3261e; --path1: #1f6fb2; }
@media screen and (prefers-color-scheme: dark) { .journey { --paper: #181818; --lane: #20242a; --lane2: #262b33; --lane-name: #a9b4c2;
  --way: #48505b; --box: #1b1e23; --edge: #59626f; --ink: #98a2af; --lit-box: #4a3f16; --lit-edge: #e8d48a; --lit-ink: #fff;
  --path0: #ff7b6e; --path1: #6cb4f0; } }
.journey .lane { fill: var(--lane); } .journey .lane.odd { fill: var(--lane2); }
.journey .lane-name { fill: var(--lane-name); font-weight: 600; }
.journey .way { fill: none; stroke: var(--way); } .journey .lit { fill: none; stroke-opacity: .85; stroke-linecap: round; }
.journey .box { fill: var(--box); stroke: var(--edge); } .journey .on .box { fill: var(--lit-box); stroke: var(--lit-edge); stroke-width: 1.5; }
.journey .name { fill: var(--ink); } .journey .on .name { fill: var(--lit-ink); font-weight: 600; }
.journey .flag { font-size: 10px; font-weight: 600; fill: var(--paper); }
.journey .count { font-size: 11px; font-weight: 600; paint-order: stroke; stroke: var(--lane); stroke-width: 4px; stroke-linejoin: round; }
.journey .s0 { stroke: var(--path0); } .journey .f0 { fill: var(--path0); }
.journey .s1 { stroke: var(--path1); } .journey .f1 { fill: var(--path1); }
.journey .legend { fill: var(--lane-name); }
</style>
)";

/// Lays out a journey once, in its constructor; text() draws it with paths. Lengths are in SVG units (pixels).
class Drawing {
 public:
  explicit Drawing(Scenario const& scenario) : scenario_(scenario), titles_(scenario) {
    for (std::size_t i = 0; i < scenario.touchpoints.size(); ++i) numbers_.emplace(scenario.touchpoints[i].name, i);
    for (std::size_t i = 0; i < scenario.exits.size(); ++i)
      numbers_.emplace(scenario.exits[i].name, scenario.touchpoints.size() + i);
    for (std::size_t i = 0; i < scenario.touchpoints.size(); ++i) {
      for (auto const& list : scenario.touchpoints[i].next) {
        for (Route const& route : list) {
          if (route.share > 0) edges_.emplace(i, numbers_.at(route.to));
        }
      }
    }
    find_ranks();
    lay_out();
  }

  std::string text(std::vector<LitPath> const& paths) {
    // A line of 24 units for each path's legend, below the journey.
    double const height = height_ + 24 * static_cast<double>(paths.size());
    std::string svg = fmt::format(
        "<svg class=\"journey\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
        "height=\"{1:.0f}\" role=\"img\" aria-label=\"the journey, with the path taken\" font-family=\"sans-serif\" "
        "font-size=\"12\">\n",
        width_, height);
    svg += style;
    svg += lanes_;
    for (Edge const& edge : edges_) svg += stroke(edge, 0, "way", 1, "");
    for (std::size_t i = 0; i < paths.size(); ++i) svg += lit(paths[i], i);
    std::set<std::size_t> visited;
    for (LitPath const& path : paths) visited.insert(path.places.begin(), path.places.end());
    for (std::size_t i = 0; i < places_.size(); ++i) svg += box(i, visited.count(i) > 0);
    // With two paths, counts of both would overlap.
    if (paths.size() == 1) svg += counts(paths.front());
    for (std::size_t i = 0; i < paths.size(); ++i) svg += flags(paths[i], i) + legend(paths[i], i);
    return svg + "</svg>\n";
  }

 private:
  /// Finds each place's rank: the least number of routes from any entry (breadth-first search). Places that no customer
  /// reaches keep rank 0.
  void find_ranks() {
    ranks_.assign(numbers_.size(), 0);
    std::vector<std::size_t> front;
    std::set<std::size_t> seen;
    for (Segment const& segment : scenario_.segments) {
      if (seen.insert(numbers_.at(segment.entry)).second) front.push_back(numbers_.at(segment.entry));
    }
    for (std::size_t rank = 0; !front.empty(); ++rank) {
      std::vector<std::size_t> further;
      for (std::size_t const place : front) {
        ranks_[place] = rank;
        for (auto edge = edges_.lower_bound({place, 0}); edge != edges_.end() && edge->first == place; ++edge) {
          if (seen.insert(edge->second).second) further.push_back(edge->second);
        }
      }
      front = std::move(further);
    }
  }

  void lay_out() {
    places_.resize(numbers_.size());
    double y = top;
    std::size_t const touchpoints = scenario_.touchpoints.size();
    for (Silo const& silo : scenario_.silos) {
      std::vector<std::size_t> members;
      for (std::size_t i = 0; i < touchpoints; ++i) {
        if (scenario_.touchpoints[i].silo == silo.name) members.push_back(i);
      }
      if (!members.empty()) y = lane(titles_.silo(silo.name), members, y);
    }
    std::vector<std::size_t> exits;
    for (std::size_t i = 0; i < scenario_.exits.size(); ++i) exits.push_back(touchpoints + i);
    if (!exits.empty()) y = lane("(exits)", exits, y);
    for (auto const& [name, number] : numbers_) places_[number].title = titles_.touchpoint(name);
    height_ = y + 10;
    for (Place const& place : places_) width_ = std::max(width_, place.x + box_width / 2 + 40);
    for (std::size_t i = 0; i < bands_.size(); ++i) {
      Band const& band = bands_[i];
      lanes_ += fmt::format(
          "<rect class=\"lane{}\" x=\"4\" y=\"{:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\"/><text class=\"lane-name\" "
          "x=\"12\" y=\"{:.0f}\"><title>{}</title>{}</text>\n",
          i % 2 == 0 ? "" : " odd", band.from, width_ - 8, band.to - band.from, (band.from + band.to) / 2 + 4,
          escape_xml(band.name), escape_xml(shortened(band.name, 13)));
    }
  }

  /// Places the members of a lane; those of one rank stand below each other. Returns where the next lane begins.
  double lane(std::string const& name, std::vector<std::size_t> const& members, double y) {
    std::map<std::size_t, std::size_t> stacked;
    std::size_t deepest = 1;
    for (std::size_t const member : members) {
      std::size_t const level = stacked[ranks_[member]]++;
      deepest = std::max(deepest, level + 1);
      places_[member].x = left + box_width / 2 + static_cast<double>(ranks_[member]) * column_width;
      places_[member].y = y + row_height * (static_cast<double>(level) + 0.5);
    }
    double const end = y + row_height * static_cast<double>(deepest);
    bands_.push_back({y + 2, end - 2, name});
    return end;
  }

  bool in_box(Point const& p, std::size_t which, double margin) const {
    return std::abs(p.x - places_[which].x) < box_width / 2 + margin &&
           std::abs(p.y - places_[which].y) < box_height / 2 + margin;
  }

  /// Returns how many of 39 points of a curve are behind other places or off the picture. A point behind
  /// two places counts twice.
  int hidden(Curve const& curve, Edge const& edge) const {
    int points = 0;
    for (int i = 1; i < 40; ++i) {
      Point const p = curve.at(i / 40.0);
      points += p.x < 8 || p.x > width_ - 8 || p.y < 6 || p.y > height_ - 6 ? 1 : 0;
      for (std::size_t which = 0; which < places_.size(); ++which)
        points += which != edge.first && which != edge.second && in_box(p, which, 5) ? 1 : 0;
    }
    return points;
  }

  Curve bent(Edge const& edge, double off) const {
    Place const& a = places_[edge.first];
    Place const& b = places_[edge.second];
    double const dx = b.x - a.x;
    double const dy = b.y - a.y;
    double const length = std::sqrt(dx * dx + dy * dy);
    return {{a.x, a.y}, {(a.x + b.x) / 2 + dy / length * off, (a.y + b.y) / 2 - dx / length * off}, {b.x, b.y}};
  }

  /// Returns the bend that hides least of a route; ties go to the earlier, slighter bend. A route back over the same
  /// pair of places must not lie on the route there, which costs as much as 20 hidden points. Results are kept in
  /// bends_.
  double bend_of(Edge const& edge) {
    auto const [known, fresh] = bends_.emplace(edge, 0.0);
    if (!fresh) return known->second;
    double const dx = places_[edge.second].x - places_[edge.first].x;
    double const dy = places_[edge.second].y - places_[edge.first].y;
    double const slight = 16 + std::sqrt(dx * dx + dy * dy) * 0.06;
    auto const other = bends_.find({edge.second, edge.first});
    bool const returns = other != bends_.end();
    double const back = returns ? other->second : 0;
    int least = -1;
    for (double const off : {slight, 60 + slight, -slight, 110 + slight, -60 - slight, 170 + slight, -110 - slight,
                             240 + slight, -170 - slight, -240 - slight}) {
      int const now = hidden(bent(edge, off), edge) + (returns && -off == back ? 20 : 0);
      if (least >= 0 && now >= least) continue;
      least = now;
      known->second = off;
    }
    return known->second;
  }

  Curve curve(Edge const& edge, std::size_t which) {
    return bent(edge, bend_of(edge) + 7 * static_cast<double>(which));
  }

  /// Returns the t at which a curve reaches the box that it leads to, for the tip of the arrow.
  double arrival(Curve const& curve, Edge const& edge) const {
    int i = 100;
    while (i > 0 && in_box(curve.at(i / 100.0), edge.second, 1)) --i;
    return i / 100.0;
  }

  std::string stroke(Edge const& edge, std::size_t which, std::string const& classes, double width,
                     std::string const& title) {
    std::string way;
    if (edge.first == edge.second) {
      Place const& a = places_[edge.first];
      double const bend = 7 * static_cast<double>(which);
      way = fmt::format("M {:.1f} {:.1f} c 34 -{:.1f} 44 {:.1f} 6 {:.1f}", a.x + box_width / 2 - 14,
                        a.y - box_height / 2, 22 + bend, 14 + bend, box_height / 2);
    } else {
      Curve const c = curve(edge, which);
      way = fmt::format("M {:.1f} {:.1f} Q {:.1f} {:.1f} {:.1f} {:.1f}", c.a.x, c.a.y, c.control.x, c.control.y, c.b.x,
                        c.b.y);
    }
    return fmt::format("<path class=\"{}\" d=\"{}\" stroke-width=\"{:.1f}\">{}</path>\n", classes, way, width,
                       title.empty() ? "" : "<title>" + escape_xml(title) + "</title>");
  }

  std::string arrow(Edge const& edge, std::size_t which, double width) {
    if (edge.first == edge.second) return "";
    Curve const c = curve(edge, which);
    double const t = arrival(c, edge);
    Point const tip = c.at(t);
    Point const ahead = c.direction(t);
    double const length = 7 + 1.5 * width;
    double const half = 3 + 0.8 * width;
    Point const base{tip.x - length * ahead.x, tip.y - length * ahead.y};
    return fmt::format("<path class=\"f{}\" d=\"M {:.1f} {:.1f} L {:.1f} {:.1f} L {:.1f} {:.1f} Z\"/>\n", which % 2,
                       tip.x, tip.y, base.x - half * ahead.y, base.y + half * ahead.x, base.x + half * ahead.y,
                       base.y - half * ahead.x);
  }

  static std::map<Edge, int> taken(LitPath const& path) {
    std::map<Edge, int> times;
    for (std::size_t i = 0; i + 1 < path.places.size(); ++i) ++times[{path.places[i], path.places[i + 1]}];
    return times;
  }

  std::string lit(LitPath const& path, std::size_t which) {
    std::string svg;
    for (auto const& [edge, times] : taken(path)) {
      double const width = 1.6 + 0.8 * std::log2(static_cast<double>(times) + 1);
      svg += stroke(
          edge, which, fmt::format("lit s{}", which % 2), width,
          fmt::format("{}: {} to {}, {} x", path.label, places_[edge.first].title, places_[edge.second].title, times));
      svg += arrow(edge, which, width);
    }
    return svg;
  }

  bool free_for_text(Point const& p, std::vector<Point> const& texts) const {
    for (std::size_t which = 0; which < places_.size(); ++which) {
      if (in_box(p, which, 12)) return false;
    }
    return std::none_of(texts.begin(), texts.end(),
                        [&](Point const& each) { return std::abs(each.x - p.x) < 30 && std::abs(each.y - p.y) < 14; });
  }

  /// Returns how often each route was taken, where it was more than once and the text finds room.
  std::string counts(LitPath const& path) {
    std::vector<Point> texts;
    std::string svg;
    for (auto const& [edge, times] : taken(path)) {
      if (times < 2) continue;
      Place const& from = places_[edge.first];
      std::vector<Point> spots{{from.x + box_width / 2 + 24, from.y - box_height / 2 - 6}};
      if (edge.first != edge.second) {
        Curve const c = curve(edge, 0);
        spots.clear();
        for (double const t : {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74}) spots.push_back(c.at(t));
      }
      for (Point const& spot : spots) {
        if (edge.first != edge.second && !free_for_text(spot, texts)) continue;
        svg += fmt::format("<text class=\"count f0\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}×</text>\n",
                           spot.x, spot.y + 4, times);
        texts.push_back(spot);
        break;
      }
    }
    return svg;
  }

  std::string box(std::size_t which, bool visited) const {
    Place const& place = places_[which];
    bool const exit = which >= scenario_.touchpoints.size();
    return fmt::format(
        "<g{}><title>{}</title><rect class=\"box\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{:.0f}\" "
        "rx=\"{}\"/>{}</g>\n",
        visited ? " class=\"on\"" : "", escape_xml(place.title), place.x - box_width / 2, place.y - box_height / 2,
        box_width, box_height, exit ? 14 : 4, box_label(place.title, place.x, place.y));
  }

  /// Returns labels where the first path begins and where each path ends: below the box for the first path, above it
  /// for others, so that two labels at one place do not overlap.
  std::string flags(LitPath const& path, std::size_t which) const {
    if (path.places.empty()) return "";
    auto const flag = [&](Place const& place, std::string const& text, double y) {
      double const width = 12 + 6.2 * static_cast<double>(columns_of(text));
      return fmt::format(
          "<rect class=\"f{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"15\" rx=\"7\"/><text class=\"flag\" "
          "x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
          which % 2, place.x - width / 2, y - 7.5, width, place.x, y + 3.5, escape_xml(text));
    };
    Place const& last = places_[path.places.back()];
    std::string svg;
    if (which == 0 && path.places.front() != path.places.back()) {
      Place const& first = places_[path.places.front()];
      svg += flag(first, "begins here", first.y + box_height / 2 + 3);
    }
    if (path.end.empty()) return svg;
    return svg + flag(last, path.end, which == 0 ? last.y + box_height / 2 + 3 : last.y - box_height / 2 - 3);
  }

  std::string legend(LitPath const& path, std::size_t which) const {
    double const y = height_ + 24 * static_cast<double>(which) + 12;
    return fmt::format(
        "<line class=\"s{0}\" x1=\"12\" y1=\"{1:.0f}\" x2=\"44\" y2=\"{1:.0f}\" stroke-width=\"4\"/><text "
        "class=\"legend\" "
        "x=\"52\" y=\"{2:.0f}\">{3}</text>\n",
        which % 2, y, y + 4, escape_xml(path.label));
  }

  struct Band {
    double from;
    double to;
    std::string name;
  };

  Scenario const& scenario_;
  Titles titles_;
  std::map<std::string, std::size_t> numbers_;
  std::set<Edge> edges_;
  std::vector<std::size_t> ranks_;
  std::vector<Place> places_;
  std::vector<Band> bands_;
  std::string lanes_;
  std::map<Edge, double> bends_;
  double width_ = 0;
  double height_ = 0;
};

}  // namespace

std::string journey_picture(Scenario const& scenario, std::vector<LitPath> const& paths) {
  return Drawing(scenario).text(paths);
}

}  // namespace silowalk::inline report
