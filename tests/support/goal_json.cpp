#include "tests/support/goal_json.hpp"

#include "gateway/codec/json_writer.hpp"

namespace schakel::test {

namespace {

using namespace schakel::model::goals;
using model::term;

// One overload for each kind of field; what is empty or usual is left out.
class fields {
public:
    explicit fields(json::writer& out) : out_(out) {}

    fields& put(std::string_view key, std::string_view text) {
        out_.member_if_present(key, text);
        return *this;
    }
    fields& put(std::string_view key, const std::optional<day>& when) {
        if (when) out_.member(key, schakel::to_string(*when));
        return *this;
    }
    fields& put(std::string_view key, const std::optional<instant>& when) {
        if (when) out_.member(key, to_rfc3339_milliseconds(*when));
        return *this;
    }
    fields& put(std::string_view key, const std::optional<decimal>& number) {
        if (number) out_.member(key, *number);
        return *this;
    }
    fields& put(std::string_view key, const std::optional<std::int64_t>& number) {
        if (number) out_.member(key, *number);
        return *this;
    }
    fields& put(std::string_view key, const std::vector<std::string>& texts) {
        if (texts.empty()) return *this;
        out_.name(key).begin_array();
        for (const std::string& one : texts) out_.text(one);
        out_.end_array();
        return *this;
    }
    fields& put(std::string_view key, const term& one) {
        if (one.empty()) return *this;
        if (one.vocabulary.empty()) return put(key, std::string_view(one.value));
        out_.name(key).begin_object().member("value", one.value).member("vocabulary", one.vocabulary).end_object();
        return *this;
    }
    fields& flag(std::string_view key, bool value) {
        if (value) out_.member(key, true);
        return *this;
    }
    fields& word(std::string_view key, std::string_view text, std::string_view usual) {
        return text == usual ? *this : put(key, text);
    }

private:
    json::writer& out_;
};

std::string_view word_of(group::completeness which) {
    constexpr std::array<std::string_view, 3> words{"unknown", "incomplete", "complete"};
    return words.at(static_cast<std::size_t>(which));
}

std::string_view word_of(review_state which) {
    constexpr std::array<std::string_view, 3> words{"unreviewed", "reviewed", "rejected"};
    return words.at(static_cast<std::size_t>(which));
}

std::string_view word_of(goal_state which) {
    constexpr std::array<std::string_view, 3> words{"live", "deprecated", "deleted"};
    return words.at(static_cast<std::size_t>(which));
}

std::string_view word_of(mapping_set::signature_of which) {
    constexpr std::array<std::string_view, 4> words{"none", "valid", "invalid", "unknown signer"};
    return words.at(static_cast<std::size_t>(which));
}

std::string_view word_of(goal_tag::role which) {
    constexpr std::array<std::string_view, 4> words{"about", "requires", "discipline", "level"};
    return words.at(static_cast<std::size_t>(which));
}

void put_own(fields out, const framework& one) {
    out.put("title", one.title).put("description", one.description).put("publisher", one.publisher);
    out.put("language", one.language).put("status", one.status).put("licence", one.licence);
    out.put("subjects", one.subjects).put("uri_prefixes", one.uri_prefixes);
    out.flag("no_roll_up", one.roll_up == framework::roll_up_of::none);
}

void put_own(fields out, const release& one) {
    out.put("framework", one.framework).put("label", one.label).put("published", one.published);
    out.put("valid_from", one.valid_from).put("valid_to", one.valid_to).flag("draft", one.draft);
}

void put_own(fields out, const goal& one) {
    out.put("framework", one.framework).put("kind", one.kind).put("statement", one.statement).put("title", one.title);
    out.put("note", one.note).put("code", one.code).put("language", one.language).put("levels", one.levels);
    out.put("subjects", one.subjects).put("keywords", one.keywords).flag("central_exam", one.central_exam);
    out.flag("school_exam", one.school_exam).flag("grouping", one.grouping).flag("optional", one.optional);
    out.flag("attitude", one.attitude).word("state", word_of(one.state), "live").put("valid_from", one.valid_from);
    out.put("valid_to", one.valid_to).put("weight", one.weight);
}

void put_own(fields out, const association& one) {
    out.put("subject", one.subject).put("relation", to_string(one.what)).put("object", one.object);
    out.put("predicate", one.predicate).put("subject_title", one.subject_title).put("object_title", one.object_title);
    out.put("owner", one.owner).put("group", one.group).put("sequence", one.sequence);
    out.put("coverage_of_subject", one.coverage_of_subject).put("coverage_of_object", one.coverage_of_object);
    out.put("confidence", one.confidence).word("justification", to_string(one.why), "unstated");
    out.put("author", one.author).put("note", one.note).put("made_on", one.made_on).put("valid_from", one.valid_from);
    out.put("valid_to", one.valid_to).word("review", word_of(one.review), "unreviewed");
}

void put_own(fields out, const group& one) {
    out.put("owner", one.owner).word("subjects", word_of(one.subjects), "unknown");
    out.word("objects", word_of(one.objects), "unknown").flag("alternatives", one.alternatives);
    out.put("title", one.title);
}

void put_own(fields out, const mapping_set& one) {
    out.put("name", one.name).put("version", one.version).put("title", one.title).put("author", one.author);
    out.put("licence", one.licence).put("subject_framework", one.subject_framework);
    out.put("subject_release", one.subject_release).put("object_framework", one.object_framework);
    out.put("object_release", one.object_release).put("made_on", one.made_on).put("valid_from", one.valid_from);
    out.put("valid_to", one.valid_to).put("confidence", one.confidence);
    out.word("review", word_of(one.review), "unreviewed").put("note", one.note);
    out.word("signature", word_of(one.signature), "none").put("signer", one.signer);
}

void put_own(fields out, const definition& one) {
    out.put("framework", one.framework).put("kind", one.kind).put("title", one.title).put("code", one.code);
    out.put("text", one.text);
}

void put_tags(json::writer& out, const std::vector<goal_tag>& tags) {
    if (tags.empty()) return;
    out.name("tags").begin_array();
    for (const goal_tag& one : tags) {
        out.begin_object().member("role", word_of(one.what));
        fields(out).put("purpose", one.purpose).put("framework", one.framework).put("goal", one.goal);
        fields(out).put("entry", one.entry);
        out.member("path", static_cast<std::int64_t>(one.path)).end_object();
    }
    out.end_array();
}

void put_own(fields out, const material& one) {
    out.put("title", one.title).put("description", one.description).put("language", one.language);
    out.put("location", one.location).flag("assesses", one.assesses);
    std::vector<std::string> contexts;
    for (const term& each : one.contexts) contexts.push_back(each.value);
    out.put("contexts", contexts);
}

void put_tail(json::writer& out, const record_tail& tail) {
    fields(out).put("modified", tail.modified);
    if (!tail.ids.empty()) {
        out.name("ids").begin_array();
        for (const model::identifier& id : tail.ids) {
            out.begin_object().member("scheme", id.scheme).member("value", id.value);
            out.member_if_present("authority", id.authority).end_object();
        }
        out.end_array();
    }
    if (tail.extra.empty()) return;
    out.name("extra").begin_array();
    for (const model::extension& one : tail.extra) {
        out.begin_object().member("standard", one.standard).member("name", one.name).member("value", one.value);
        out.end_object();
    }
    out.end_array();
}

} // namespace

std::string to_json(const std::vector<record>& records) {
    json::writer out(true);
    out.begin_array();
    for (const record& one : records) {
        out.begin_object().member("record", to_string(kind_of(one))).member("id", tail_of(one).id);
        std::visit([&](const auto& each) { put_own(fields(out), each); }, one);
        if (const auto* tagged = std::get_if<material>(&one)) put_tags(out, tagged->tags);
        put_tail(out, tail_of(one));
        out.end_object();
    }
    out.end_array();
    return out.finish();
}

} // namespace schakel::test
