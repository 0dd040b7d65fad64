#include "adapters/common/oneroster/answer.hpp"

#include "adapters/common/oneroster/object_stream.hpp"
#include "adapters/common/oneroster/reply.hpp"
#include "adapters/common/oneroster/selection.hpp"

namespace schakel::oneroster {

namespace {

constexpr std::string_view media_type = "application/json";
constexpr std::uint64_t most_at_once = 2000;
constexpr std::size_t usual_object = 1024; // bytes

roster_answer with(reply head) {
    return {std::move(head), nullptr, std::make_shared<answer_tally>()};
}

std::shared_ptr<const roster_frame> frame_of(const roster_view& view, const answering& options) {
    const std::string key = "oneroster|frame|" + view.version();
    if (options.memo) {
        if (auto known = options.memo->find(key)) return std::static_pointer_cast<const roster_frame>(known);
    }
    auto made = std::make_shared<const roster_frame>(view, options.school);
    if (options.memo) options.memo->keep(key, made, made->bytes());
    return made;
}

std::string address_of(const exchange& asked, const answering& options) {
    return options.base_url + (asked.raw_path.empty() ? asked.path : asked.raw_path);
}

// Answers one operation about objects of one kind.
template <class Object>
class service {
public:
    service(
        version which, const exchange& asked, const matched& what, std::shared_ptr<const roster_view> view,
        const answering& options
    )
        : version_(which), exchange_(asked), what_(what), view_(std::move(view)), options_(options),
          frame_(frame_of(*view_, options)), asked_{*what.what, what.ids, *view_, *frame_, which, options.memo} {}

    roster_answer run() {
        auto query = parse_query(exchange_.query, version_);
        if (!query) return with(refusal(version_, query.error()));
        auto keep = keep_mask<Object>(*query, version_);
        if (!keep) return with(refusal(version_, keep.error()));
        style_ = {version_, options_.base_url, *keep};
        return what_.what->single ? one(*query) : page(*query);
    }

private:
    using source = object_source<Object>;

    roster_answer unknown() {
        return with(refusal(version_, 404, "unknownobject", "no such object is here under this path"));
    }

    std::optional<Object> find_one() {
        const std::string& id = what_.ids.back();
        if (const auto* made_up = source::made_up(*frame_)) {
            for (const Object& one : *made_up) {
                if (one.id == id) return one;
            }
        }
        const auto record_id = record_with(kind_of_object<Object>, id, *view_, *frame_, options_.memo);
        const auto record = record_id ? view_->find(source::kind, *record_id) : std::nullopt;
        return record ? source::make(std::get<typename source::record>(*record), asked_.how()) : std::nullopt;
    }

    roster_answer one(const list_query& query) {
        const auto object = find_one();
        if (!object || !is_among(what_.what->only, *object)) return unknown();
        json::writer out;
        write(*object, style_, out);
        roster_answer made = with({200, {{"Content-Type", std::string(media_type)}}, {}});
        made.head.body = head_of(word_of(kind_of_object<Object>)) + out.finish() + tail_of_page("", query);
        auto tally = std::make_shared<answer_tally>();
        tally->records = 1;
        tally->persons = std::is_same_v<Object, user> || std::is_same_v<Object, enrollment> ? 1 : 0;
        made.tally = tally;
        return made;
    }

    roster_answer page(list_query& query) {
        const auto of = belonging<Object>::find(asked_);
        if (!of) return unknown();
        const auto wanted = selection<Object>::make(asked_, *of, query);
        if (!wanted) return with(refusal(version_, wanted.error()));
        // Few candidates are looked up faster than a table is made.
        const auto table = of->candidates() ? nullptr : wanted->table();
        if (!table) {
            auto found = wanted->matches();
            return page(query, found->size(), [&](cut at, auto tally) {
                return std::make_unique<object_stream<Object>>(
                    stream_ground{view_, frame_, found, style_}, at.begin, at.end, head_of_page(),
                    tail_of_page("]", query), std::move(tally)
                );
            });
        }
        auto rows = wanted->rows(table);
        std::uint64_t count = 0;
        roster_answer made = page(query, rows->count, [&](cut at, auto tally) {
            count = at.end - at.begin;
            return std::make_unique<row_stream<Object>>(
                table, rows, style_, at.begin, at.end, head_of_page(), tail_of_page("]", query), std::move(tally)
            );
        });
        return at_once(std::move(made), count);
    }

    // Objects of the collection that a page holds.
    struct cut {
        std::uint64_t begin = 0, end = 0;
    };

    template <class Stream>
    roster_answer page(const list_query& query, std::uint64_t total, Stream stream) {
        cut at;
        at.begin = std::min(query.offset, total);
        at.end = std::min(total, at.begin + query.limit);
        roster_answer made = with({200, {{"Content-Type", std::string(media_type)}}, {}});
        made.head.headers.add("X-Total-Count", std::to_string(total));
        made.head.headers.add(
            "Link", one_edtech::page_links(address_of(exchange_, options_), exchange_.query, query, total)
        );
        auto tally = std::make_shared<answer_tally>();
        made.tally = tally;
        made.stream = stream(at, std::move(tally));
        return made;
    }

    // Rows are written faster than pieces are handed over: a page of usual size is made as a whole.
    static roster_answer at_once(roster_answer page, std::uint64_t rows) {
        if (rows > most_at_once) return page;
        page.head.body.reserve(rows * usual_object);
        while (page.stream->next(page.head.body)) {
        }
        page.stream.reset();
        return page;
    }

    static std::string head_of_page() { return head_of(collection_of(kind_of_object<Object>)) + "["; }
    static std::string head_of(std::string_view member) { return "{\"" + std::string(member) + "\":"; }

    std::string tail_of_page(std::string_view close, const list_query& query) const {
        std::string tail(close);
        if (!query.warnings.empty()) tail += "," + warning_member(query.warnings);
        return tail + "}";
    }

    version version_;
    const exchange& exchange_;
    const matched& what_;
    std::shared_ptr<const roster_view> view_;
    const answering& options_;
    std::shared_ptr<const roster_frame> frame_;
    asked_of asked_;
    json_style style_;
};

template <class Object>
roster_answer serve(
    version which, const exchange& asked, const matched& what, std::shared_ptr<const roster_view> view,
    const answering& options
) {
    return service<Object>(which, asked, what, std::move(view), options).run();
}

} // namespace

roster_question question(version which, const exchange& asked) {
    roster_question made;
    const auto found = match(asked.raw_path.empty() ? asked.path : asked.raw_path);
    if (!found) {
        made.kind = "unknown";
        return made;
    }
    made.kind = found->discovery ? "discovery" : std::string(found->what->name);
    made.open = found->discovery;
    if (!found->discovery) made.scopes = scopes_of(*found->what, which);
    made.parsed = std::make_shared<const matched>(*found);
    return made;
}

roster_answer answer(
    version which, const exchange& asked, const roster_question& question, std::shared_ptr<const roster_view> view,
    const answering& options
) {
    const auto what = std::static_pointer_cast<const matched>(question.parsed);
    if (!what) return with(refusal(which, 404, "unknownobject", "no such path is served here"));
    if (!asked.method.empty() && asked.method != "GET" && asked.method != "HEAD")
        return with(acknowledge(which, {disposition::outcome::method_not_allowed, nullptr, {}, {}, options.lang, {}}));
    if (what->discovery)
        return with({200, {{"Content-Type", std::string(media_type)}}, discovery_document(which, options.base_url)});
    switch (what->what->returns) {
    case object_kind::academic_session: return serve<academic_session>(which, asked, *what, std::move(view), options);
    case object_kind::org: return serve<org>(which, asked, *what, std::move(view), options);
    case object_kind::course: return serve<course>(which, asked, *what, std::move(view), options);
    case object_kind::class_object: return serve<class_object>(which, asked, *what, std::move(view), options);
    case object_kind::user: return serve<user>(which, asked, *what, std::move(view), options);
    case object_kind::enrollment: return serve<enrollment>(which, asked, *what, std::move(view), options);
    case object_kind::demographics:
    case object_kind::resource: break;
    }
    return with(refusal(
        which, 403, "forbidden", "demographics are not served: they have no purpose in the learning-materials chain"
    ));
}

} // namespace schakel::oneroster
