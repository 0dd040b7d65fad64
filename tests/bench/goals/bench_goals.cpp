// Translations of goals per second on one core, at a graph of 250,000 goals and 500,000 edges.
//
//   bench_goals [GOALS [TRANSLATIONS]]
//
// The graph is invented, in the proportions of published ones, where most edges are a framework's own: frameworks of
// 10,000 goals in two releases, around one that is the hub, as curricula are around that of the state. Of the edges
// seven in ten are the frameworks' own (every other goal has two parents), a tenth is supersession, and a fifth are
// crosswalks: of each framework's goals a tenth are equal to one of the hub, a quarter lie in one or two wider goals of
// the hub, some overlap, and a twentieth are equal to a goal of a neighbouring framework. Ids are UUIDs, texts some 120
// characters. Records ask for a random goal of any framework in the hub, or, one in three, in any other framework: up
// to four hops away, and often there is no way. Each of 262,144 questions is asked some four times in turn, and no
// answer is remembered. The first round stands apart: in it the translator learns its way to each framework.
#include "gateway/mapping/goals/graph_builder.hpp"
#include "gateway/mapping/goals/translated_record.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace schakel;
using namespace schakel::mapping::goals;
namespace m = model::goals;

// The same numbers on every machine.
class dice {
public:
    explicit dice(std::uint32_t seed) : engine_(seed) {}
    std::uint32_t operator()() { return static_cast<std::uint32_t>(engine_()); }

private:
    std::mt19937 engine_;
};

constexpr std::uint32_t goals_per_framework = 10'000;

double seconds_of(clockid_t which) {
    timespec now{};
    clock_gettime(which, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
double processor_seconds() {
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}
// What one thread has used: other work on the machine does not count.
double thread_seconds() {
    return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}

std::string goal_id(std::uint64_t number) {
    std::array<char, 64> text{};
    const std::uint64_t mixed = stable_hash(std::to_string(number));
    std::snprintf(
        text.data(), text.size(), "urn:uuid:%08x-%04x-4%03x-8%03x-%012llx", static_cast<unsigned>(mixed >> 32),
        static_cast<unsigned>((mixed >> 16) & 0xffff), static_cast<unsigned>(mixed & 0xfff),
        static_cast<unsigned>((mixed >> 12) & 0xfff), static_cast<unsigned long long>(number)
    );
    return text.data();
}

std::string framework_id(std::uint32_t number) {
    return "https://frameworks.example/" + std::to_string(number);
}

m::association made(std::string subject, m::relation what, std::string object) {
    m::association one;
    one.id = subject.substr(9) + "-" + object.substr(9, 13);
    one.subject = std::move(subject);
    one.what = what;
    one.object = std::move(object);
    return one;
}

std::shared_ptr<const goal_graph> invented(std::uint32_t goals) {
    dice chance(20261122);
    const std::uint32_t frameworks = std::max(2U, goals / goals_per_framework);
    const std::uint32_t each = goals / frameworks;
    graph_builder builder;
    const auto release = [](std::uint32_t framework, int number) {
        return framework_id(framework) + "#" + std::to_string(number);
    };
    for (std::uint32_t f = 0; f < frameworks; ++f) {
        m::framework framework;
        framework.id = framework_id(f);
        framework.title = "Invented framework " + std::to_string(f);
        builder.add(framework);
        for (int number : {1, 2}) {
            m::release one;
            one.id = release(f, number);
            one.framework = framework.id;
            one.label = std::to_string(number);
            one.published = m::day(std::chrono::year(2024 + number), std::chrono::month(7), std::chrono::day(1));
            builder.add(one);
        }
    }
    // Every fifth goal was replaced by its neighbour, whose text is the same for four of five.
    const auto is_old = [](std::uint32_t number) { return number % 5 == 4; };
    for (std::uint32_t i = 0; i < each * frameworks; ++i) {
        const std::uint32_t f = i / each;
        m::goal goal;
        goal.id = goal_id(i);
        goal.framework = framework_id(f);
        const std::uint32_t text = is_old(i) && i % 25 != 24 ? i - 1 : i;
        goal.statement = "The pupil can describe, compare and explain what number " + std::to_string(text) +
                         " of this invented curriculum asks for, in words of his or her own choice.";
        goal.code = std::to_string(i % each / 100) + "." + std::to_string(i % 100);
        if (is_old(i)) {
            builder.add(goal, release(f, 1));
            goal.state = m::goal_state::deprecated;
            builder.add(goal, release(f, 2));
            builder.add(made(goal.id, m::relation::replaced_by, goal_id(i - 1)), release(f, 2));
            continue;
        }
        builder.add(goal, release(f, 1));
        builder.add(goal, release(f, 2));
        const std::uint32_t place = i % each;
        const auto put_below = [&](std::uint32_t parent) {
            if (parent != place)
                builder.add(made(goal.id, m::relation::child_of, goal_id(f * each + parent)), release(f, 2));
        };
        put_below(place / 10);
        if (i % 2 == 0) put_below((place / 10 + 7) % each);
    }
    m::mapping_set set;
    for (std::uint32_t f = 1; f < frameworks; ++f) {
        for (const std::uint32_t to : {0U, f % (frameworks - 1) + 1}) {
            set.id = "https://crosswalks.example/" + std::to_string(f) + "-" + std::to_string(to) + "#1";
            set.version = "1";
            set.author = "Invented";
            set.confidence = decimal::parse("0.9");
            builder.add(set);
            // A goal is equal to the one of the same number, or lies in one or two wider ones of the hub.
            for (std::uint32_t i = 0; i < each; ++i) {
                const std::uint32_t own = f * each + i, kind = chance() % 20;
                if (kind < (to == 0 ? 2U : 1U))
                    builder.add(made(goal_id(own), m::relation::exact, goal_id(to * each + i)), set.id);
                if (to != 0) continue;
                for (std::uint32_t wide = 0; kind >= 2 && kind < 7 && wide <= kind % 2; ++wide)
                    builder.add(
                        made(goal_id(own), m::relation::narrower, goal_id((i / 10 + wide * each / 20) % each)), set.id
                    );
                if (kind == 7) builder.add(made(goal_id(own), m::relation::overlap, goal_id(i)), set.id);
            }
        }
    }
    auto graph = builder.finish();
    if (!graph) std::fprintf(stderr, "%s\n", graph.error().message.c_str());
    return graph ? *graph : nullptr;
}

} // namespace

int main(int count, char** arguments) {
    const auto goals = static_cast<std::uint32_t>(count > 1 ? std::atol(arguments[1]) : 250'000);
    const auto wanted = static_cast<std::uint32_t>(count > 2 ? std::atol(arguments[2]) : 1'000'000);
    const double before = processor_seconds();
    const auto graph = invented(goals);
    if (!graph) return 1;
    const double built = processor_seconds() - before;
    const double per_goal = static_cast<double>(graph->memory()) / static_cast<double>(graph->goal_count());
    const double per_both =
        static_cast<double>(graph->memory()) / static_cast<double>(graph->goal_count() + graph->edge_count());
    std::printf(
        "goals %zu, edges %zu, frameworks %zu\n", graph->goal_count(), graph->edge_count(), graph->frameworks().size()
    );
    std::printf("built in %.2f s of processor time, records included\n", built);
    std::printf(
        "memory %.1f MiB: %.0f bytes per goal with its edges, %.0f per goal or edge\n",
        static_cast<double>(graph->memory()) / (1024 * 1024), per_goal, per_both
    );

    goal_translator translator(graph, {}, std::nullopt);
    dice chance(1);
    std::vector<std::string> ids;
    std::vector<framework_index> targets;
    constexpr std::uint32_t different = 1 << 18;
    const auto frameworks = static_cast<std::uint32_t>(graph->frameworks().size());
    for (std::uint32_t i = 0; i < different; ++i) {
        const node source = static_cast<node>(chance() % graph->goal_count());
        ids.emplace_back(graph->id(source));
        const std::uint32_t target = chance() % 3 == 0 ? chance() % frameworks : 0;
        targets.push_back(graph->find_framework(framework_id(target)));
    }
    translation into;
    goal_record record;
    record.threshold_means_all = true;
    std::map<std::string_view, std::size_t> outcomes;
    std::size_t found = 0;
    const auto ask = [&](std::uint32_t i) {
        record.goal = ids[i % different];
        translator.translate(record, targets[i % different], into);
        found += into.targets.size();
    };
    const double begun = processor_seconds();
    for (std::uint32_t i = 0; i < different; ++i) {
        ask(i);
        ++outcomes[to_string(into.what)];
    }
    const double first = processor_seconds() - begun;
    found = 0;
    const double start = processor_seconds();
    for (std::uint32_t i = 0; i < wanted; ++i) ask(i);
    const double spent = processor_seconds() - start;
    std::vector<double> each;
    for (std::uint32_t i = 0; i < std::min(wanted, different); ++i) {
        const double from = thread_seconds();
        ask(i);
        each.push_back((thread_seconds() - from) * 1e6);
    }
    std::ranges::sort(each);
    const auto percentile = [&](double part) {
        return each[static_cast<std::size_t>(part * static_cast<double>(each.size() - 1))];
    };
    std::printf("translations per second of one core %.0f (%zu targets)\n", wanted / spent, found);
    std::printf("  and in the first round, learning included, %.0f\n", different / first);
    std::printf(
        "microseconds of the processor each, its clock included: p50 %.2f, p99 %.2f, p99.9 %.2f, most %.0f\n",
        percentile(0.5), percentile(0.99), percentile(0.999), each.back()
    );
    for (const auto& [outcome, times] : outcomes)
        std::printf("  %-14s %6.2f %%\n", std::string(outcome).c_str(), 100.0 * static_cast<double>(times) / different);
    const bool reached = wanted / spent >= 1e6 && percentile(0.99) <= 20 && per_goal <= 600;
    std::printf("bars 1000000 per second, p99 20, 600 bytes: %s\n", reached ? "reached" : "NOT REACHED");
    return reached ? 0 : 1;
}
