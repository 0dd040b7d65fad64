#include "adapters/slo/read.hpp"

#include "adapters/slo/to_model.hpp"

#include <optional>

namespace schakel::slo {

namespace {

constexpr std::string_view unnamed_release = "unnamed";

// A released file is an array: as the one member of an object it reads like the other forms. What is found in it stands
// `before` bytes earlier in the file.
struct prepared {
    std::string wrapped; // empty: the bytes as they are
    std::size_t before = 0;
};

prepared prepare(std::string_view bytes, std::string_view member) {
    prepared out;
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || bytes[first] != '[' || member.empty()) return out;
    out.wrapped.reserve(bytes.size() + member.size() + 5);
    out.wrapped.append("{\"").append(member).append("\":");
    out.before = out.wrapped.size();
    out.wrapped.append(bytes).append(1, '}');
    return out;
}

// "ldk.deprecated.json" too.
std::string_view member_of_file(const wire::place& at) {
    const std::string file = "." + at.file;
    if (file.find("." + std::string(deprecated_list) + ".") != std::string::npos) return deprecated_list;
    const entity_type* type = type_in_file(at.context, at.file);
    return type ? type->name : std::string_view{};
}

wire::place place_of(const document_input& input, const goal_reading_options& options) {
    constexpr std::string_view own = "slo:";
    wire::place at = wire::place_of(input.path);
    std::string_view told = options.framework;
    if (told.starts_with(own)) told.remove_prefix(own.size());
    if (!told.empty()) at.context = told;
    if (!options.release.empty()) at.release = options.release;
    if (at.release.empty()) at.release = unnamed_release;
    return at;
}

class reader {
public:
    reader(const wire::place& at, const goal_reading_options& options, goal_sink& into)
        : at_(at), published_(options.published), faults_(options.document.limits.findings), rules_(faults_),
          builder_(into, rules_, seen_) {}

    findings read(const wire::document& document) {
        rules_.check(document);
        for (const wire::list& one : document.lists) read(one);
        return faults_.take();
    }
    const value_tally& seen() const { return seen_; }

private:
    void read(const wire::list& list) {
        if (list.type) begin(list.type->context);
        for (json::value each = list.at.first_child(); each; each = each.next_sibling()) {
            if (!wire::parse(each, list, at_.context, entity_)) {
                rules_.not_an_entity(each);
                continue;
            }
            if (!list.type) begin(at_.context.empty() ? entity_.type->context : std::string_view(at_.context));
            builder_.add(entity_);
        }
    }

    void begin(std::string_view context) {
        if (context == current_) return;
        current_ = context;
        builder_.begin({current_, at_.release, published_});
    }

    const wire::place& at_;
    std::optional<model::goals::day> published_;
    fault_list faults_;
    entity_rules rules_;
    value_tally seen_;
    model_builder builder_;
    wire::entity entity_;
    std::string current_;
};

// Findings of the object that was read, told where they stand in the file.
void move_back(findings& found, std::size_t before, std::string_view member) {
    for (finding& one : found) {
        if (one.where.offset != location::nowhere)
            one.where.offset = one.where.offset > before ? one.where.offset - before : 0;
        one.where.line = one.where.column = 0;
        if (one.where.path.starts_with("/" + std::string(member))) one.where.path.erase(0, member.size() + 1);
    }
}

} // namespace

goal_reading read_document(
    const validation::json_schema& schema, const document_input& input, const goal_reading_options& options,
    goal_sink& into
) {
    goal_reading out;
    const wire::place at = place_of(input, options);
    const std::string_view member = member_of_file(at);
    const prepared ready = prepare(input.bytes, member);
    const auto add = [&](layer which, findings found) {
        if (ready.before > 0) move_back(found, ready.before, member);
        json::locate(input.bytes, found);
        out.report.add(which, std::move(found));
    };
    findings found;
    const auto document = json::document::parse(
        ready.before > 0 ? std::string_view(ready.wrapped) : input.bytes, options.document.limits, found
    );
    add(layer::well_formed, std::move(found));
    if (!document) return out;
    const wire::document seen = wire::parse(document->root(), at.context, at.file);
    out.kind = seen.what == wire::document::form::description ? "context.json"
               : seen.what == wire::document::form::page      ? "page"
                                                              : "release";
    out.version = at.release;
    if (seen.what == wire::document::form::description) return out;
    if (seen.what == wire::document::form::entities)
        add(layer::schema, schema.validate(*document, options.document.limits));
    if (out.report.rejects()) return out;
    reader reading(at, options, into);
    add(layer::rules, reading.read(seen));
    reading.seen().add_to(out.trace);
    return out;
}

} // namespace schakel::slo
