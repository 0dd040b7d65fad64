#include "adapters/common/case/answer.hpp"

#include "adapters/common/case/document_path.hpp"
#include "adapters/common/case/keys.hpp"
#include "adapters/common/case/minted_keys.hpp"
#include "adapters/common/case/operations.hpp"
#include "adapters/common/case/package_stream.hpp"
#include "adapters/common/case/reply.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::cf {

namespace {

namespace goals = model::goals;
using one_edtech::list_query;
using one_edtech::query_error;
using one_edtech::query_fault;

served_answer with(reply head, std::uint64_t records = 0) {
    auto tally = std::make_shared<answer_tally>();
    tally->records = records;
    return {std::move(head), nullptr, std::move(tally)};
}

reply json_reply(std::string body) {
    return {200, {{"Content-Type", "application/json"}}, std::move(body)};
}

// A package on its way out, with what it reads from.
class served_package final : public byte_source {
public:
    served_package(
        std::shared_ptr<const goal_view> view, std::unique_ptr<package_stream> from, std::shared_ptr<answer_tally> tally
    )
        : view_(std::move(view)), from_(std::move(from)), tally_(std::move(tally)) {}

    bool next(std::string& into) override {
        const bool more = from_->next(into);
        tally_->records = from_->records();
        return more;
    }

private:
    std::shared_ptr<const goal_view> view_;
    std::unique_ptr<package_stream> from_;
    std::shared_ptr<answer_tally> tally_;
};

// A code below another: "1.2" is below "1", "12" is not.
bool is_below(std::string_view code, std::string_view above) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (code.size() <= above.size() || !code.starts_with(above) || above.empty()) return false;
    return !(digit(above.back()) && digit(code[above.size()]));
}

// The mask of members that `fields` keeps. An unknown name selects all; a blank one is refused.
result<std::uint64_t, query_fault> keep_mask(const exchange& asked, const list_query& query, version which) {
    const shape<wire::document> of = document_shape();
    const bool there =
        std::ranges::any_of(asked.query, [](const auto& one) { return one_edtech::folded(one.first) == "fields"; });
    const bool blank = query.fields.empty() || std::ranges::find(query.fields, "") != query.fields.end();
    if (there && blank) return query_fault{query_error::selection_field, "fields names nothing"};
    std::uint64_t keep = 0;
    for (const std::string& name : query.fields) {
        const auto* found = of.find(name);
        if (found == nullptr || found->since > which) return ~std::uint64_t{0};
        keep |= std::uint64_t{1} << static_cast<unsigned>(found - of.fields.data());
    }
    return keep == 0 ? ~std::uint64_t{0} : keep;
}

// Answers one question.
class service {
public:
    service(
        version which, const exchange& asked, const matched& what, std::shared_ptr<const goal_view> view,
        const answering& options
    )
        : version_(which), asked_(asked), what_(what), view_(std::move(view)), options_(options),
          maker_(which, options.base_url, *view_, nullptr), alone_{which, false, nullptr} {}

    served_answer run();

private:
    served_answer documents();
    served_answer document();
    served_answer package();
    served_answer item(bool with_associations);
    served_answer association();
    served_answer definition();
    served_answer rubric();
    served_answer unknown() const {
        return with(refusal(version_, 404, "unknownobject", "no such object is here under this path"));
    }

    template <class Find>
    auto found(Find&& find) const;
    std::optional<goals::framework> framework(std::string_view key) const;
    std::optional<goals::release> newest(std::string_view framework) const;
    wire::document document_of(const goals::framework& one) {
        const auto release = newest(one.id);
        return maker_.document(one, release ? &*release : nullptr);
    }
    void sort(std::vector<wire::document>& all, const list_query& query) const;
    template <class Object>
    std::string text(const shape<Object>& of, const Object& one, const writing& how) const {
        return object_text(of, one, how);
    }

    version version_;
    const exchange& asked_;
    const matched& what_;
    std::shared_ptr<const goal_view> view_;
    const answering& options_;
    maker maker_;
    writing alone_;
};

served_answer service::run() {
    if (!what_.id.empty() && goals::uuid_key(what_.id).empty())
        return with(refusal(version_, 400, "invalid_uuid", "the identifier in the path is no UUID"));
    switch (what_.what->what) {
    case asked_for::documents: return documents();
    case asked_for::document: return document();
    case asked_for::package: return package();
    case asked_for::item: return item(false);
    case asked_for::item_associations: return item(true);
    case asked_for::association: return association();
    case asked_for::definition: return definition();
    case asked_for::rubric: return rubric();
    }
    return unknown();
}

// What has the identifier in the path: by its own key, else by the key from which the identifier was made.
template <class Find>
auto service::found(Find&& find) const {
    const std::string key = goals::uuid_key(what_.id);
    auto one = find(key);
    if (one && identifier_for(version_, key) == identifier_of(key)) return one;
    const auto minted = minted_keys_of(version_, *view_, options_.memo)->find(identifier_of(key));
    return minted ? find(*minted) : decltype(one){};
}

std::optional<goals::framework> service::framework(std::string_view key) const {
    for (goals::framework& one : view_->frameworks()) {
        if (one.id == key) return std::move(one);
    }
    return std::nullopt;
}

std::optional<goals::release> service::newest(std::string_view framework) const {
    auto all = view_->releases(framework);
    return all.empty() ? std::nullopt : std::optional(std::move(all.back()));
}

// An unknown field leaves the order of identifiers, as the standard allows.
void service::sort(std::vector<wire::document>& all, const list_query& query) const {
    std::ranges::sort(all, {}, &wire::document::identifier);
    const auto path = document_path::find(version_, query.sort);
    if (!path) return;
    using keyed = std::pair<std::optional<one_edtech::comparable>, wire::document>;
    std::vector<keyed> keys;
    for (wire::document& one : all) {
        const texts values = path->values(one);
        auto key = values.empty() ? std::nullopt : one_edtech::comparable::make(path->kind(), values.front());
        keys.emplace_back(std::move(key), std::move(one));
    }
    std::ranges::stable_sort(keys, [&](const keyed& a, const keyed& b) {
        if (!a.first || !b.first) return a.first.has_value() > b.first.has_value(); // without a value: behind all
        return query.descending ? *b.first < *a.first : *a.first < *b.first;
    });
    std::ranges::transform(keys, all.begin(), [](keyed& one) { return std::move(one.second); });
}

served_answer service::documents() {
    auto query = one_edtech::parse_query(asked_.query, one_edtech::strictness::warning);
    if (!query) return with(refusal(version_, query.error()));
    const auto keep = keep_mask(asked_, *query, version_);
    if (!keep) return with(refusal(version_, keep.error()));
    std::vector<wire::document> all;
    for (const goals::framework& one : view_->frameworks()) all.push_back(document_of(one));
    if (query->filter) {
        const auto filter = document_filter::make(*query->filter, version_);
        if (!filter) return with(refusal(version_, {query_error::filter_field, filter.error().reason}));
        std::erase_if(all, [&](const wire::document& one) { return !filter->keeps(one); });
    }
    sort(all, *query);
    writing how = alone_;
    how.keep = *keep;
    json::writer out;
    out.begin_object().name("CFDocuments").begin_array();
    const std::uint64_t total = all.size(), begin = std::min(query->offset, total);
    const std::uint64_t end = std::min(total, begin + query->limit);
    for (std::uint64_t i = begin; i < end; ++i) write_object(document_shape(), all[i], how, out);
    served_answer made = with(json_reply(out.end_array().end_object().finish()), end - begin);
    const std::string address = options_.base_url + (asked_.raw_path.empty() ? asked_.path : asked_.raw_path);
    made.head.headers.add("X-Total-Count", std::to_string(total));
    made.head.headers.add("Link", one_edtech::page_links(address, asked_.query, *query, total));
    return made;
}

served_answer service::document() {
    const auto one = found([&](std::string_view key) { return framework(key); });
    if (!one) return unknown();
    return with(json_reply(text(document_shape(), document_of(*one), alone_)), 1);
}

served_answer service::package() {
    auto one = found([&](std::string_view key) { return framework(key); });
    if (!one) return unknown();
    auto release = newest(one->id);
    auto stream = std::make_unique<package_stream>(
        version_, options_.base_url, *view_, *std::move(one), std::move(release), nullptr, nullptr
    );
    auto tally = std::make_shared<answer_tally>();
    served_answer made{json_reply({}), nullptr, tally};
    made.stream = std::make_unique<served_package>(view_, std::move(stream), std::move(tally));
    return made;
}

served_answer service::item(bool with_associations) {
    const auto one = found([&](std::string_view key) { return view_->find_goal(key); });
    if (!one) return unknown();
    const std::string item = text(item_shape(), maker_.item(*one), alone_);
    if (!with_associations) return with(json_reply(item), 1);
    const auto associations = view_->associations_of(one->id);
    writing inside = alone_;
    inside.in_package = true;
    json::writer out;
    out.begin_object().name("CFItem").raw(item).name("CFAssociations").begin_array();
    for (const goals::association& each : associations)
        write_object(association_shape(), maker_.association(each), inside, out);
    return with(json_reply(out.end_array().end_object().finish()), 1 + associations.size());
}

served_answer service::association() {
    const auto one = found([&](std::string_view key) { return view_->find_association(key); });
    if (!one) return unknown();
    wire::association made = maker_.association(*one);
    for (const goals::framework& each : view_->frameworks()) {
        const auto all = view_->releases(each.id);
        if (std::ranges::find(all, one->owner, &goals::release::id) != all.end())
            made.document = maker_.document_link(each);
    }
    return with(json_reply(text(association_shape(), made, alone_)), 1);
}

served_answer service::definition() {
    const operation& asked = *what_.what;
    const std::string_view kind = name_of(class_of(asked.kind));
    const auto one = found([&](std::string_view key) { return view_->find_definition(key); });
    if (!one || one->kind != kind) return unknown();
    const auto of = definition_shape(asked.kind);
    if (!asked.set) return with(json_reply(text(of, maker_.definition(*one), alone_)), 1);
    json::writer out;
    out.begin_object().name(collection_of(of.which)).begin_array();
    write_object(of, maker_.definition(*one), alone_, out);
    std::uint64_t records = 1;
    each<goals::definition>(*view_, {one->framework, {}, 500}, [&](const goals::definition& other) {
        if (other.kind != kind || other.id == one->id || !is_below(other.code, one->code)) return true;
        write_object(of, maker_.definition(other), alone_, out);
        ++records;
        return true;
    });
    return with(json_reply(out.end_array().end_object().finish()), records);
}

served_answer service::rubric() {
    const auto one = found([&](std::string_view key) { return view_->find_definition(key); });
    if (!one || one->kind != name_of(object_class::rubric)) return unknown();
    return with(json_reply(text(rubric_shape(), maker_.rubric(*one), alone_)), 1);
}

// The same for the same question of the same view.
std::string tag_of(version which, const exchange& asked, const goal_view& view, const answering& options) {
    std::string all = view.version();
    for (const std::string_view part :
         {to_string(which), std::string_view(options.base_url), std::string_view(asked.path)})
        all.append("\n").append(part);
    for (const auto& [name, value] : asked.query) all.append("\n").append(name).append("=").append(value);
    return "\"" + crypto::sha256_hex(all).substr(0, 32) + "\"";
}

} // namespace

goal_question question(version which, const exchange& asked) {
    goal_question made;
    const auto found = match(which, asked.raw_path.empty() ? asked.path : asked.raw_path);
    made.kind = !found ? "unknown" : found->what != nullptr ? std::string(found->what->name) : "discovery";
    made.open = found && found->what == nullptr;
    if (found) made.parsed = std::make_shared<const matched>(*found);
    return made;
}

served_answer answer(
    version which, const exchange& asked, const goal_question& question, std::shared_ptr<const goal_view> view,
    const answering& options
) {
    const auto what = std::static_pointer_cast<const matched>(question.parsed);
    if (!what) return with(refusal(which, 404, "unknownobject", "no such path is served here"));
    if (!asked.method.empty() && asked.method != "GET" && asked.method != "HEAD")
        return with(acknowledge(which, {disposition::outcome::method_not_allowed, nullptr, {}, {}, options.lang, {}}));
    if (what->what == nullptr) return with(json_reply(discovery_document(options.base_url)));
    std::string tag = tag_of(which, asked, *view, options);
    served_answer made = service(which, asked, *what, std::move(view), options).run();
    if (made.head.status == 200) made.head.headers.add("ETag", std::move(tag));
    return made;
}

} // namespace schakel::cf
