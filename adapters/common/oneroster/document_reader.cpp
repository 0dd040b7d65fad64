#include "adapters/common/oneroster/document_reader.hpp"

#include "adapters/common/oneroster/json_read.hpp"
#include "adapters/common/oneroster/quirks.hpp"
#include "adapters/common/oneroster/rules.hpp"
#include "adapters/common/oneroster/to_model.hpp"
#include "adapters/common/oneroster/wire.hpp"
#include "gateway/model/field.hpp"

namespace schakel::oneroster {

namespace {

using model::roster::record_kind;

std::optional<record_kind> record_of(object_kind kind) {
    switch (kind) {
    case object_kind::academic_session: return record_kind::school_period;
    case object_kind::org: return record_kind::organisation;
    case object_kind::course: return record_kind::course;
    case object_kind::class_object: return record_kind::group;
    case object_kind::user: return record_kind::person;
    case object_kind::enrollment: return record_kind::membership;
    case object_kind::demographics:
    case object_kind::resource: break;
    }
    return std::nullopt;
}

class reader {
public:
    reader(const document_form& form, const decode_options& options, const wire::document& seen, roster_sink& into)
        : form_(form), options_(options), seen_(seen), into_(into), bends_(options.quirks),
          rules_(form.version, seen.whole), builder_(form.version) {}

    void run(const json::document& document, roster_reading& out) {
        out.kind = kind();
        if (options_.quirks.empty()) out.report.add(layer::schema, judged(document));
        if (out.report.rejects() || seen_.status) return;
        if (seen_.parts.empty()) rules_.no_envelope(document.root());
        for (const wire::part& one : seen_.parts) read_part(one, out.holds);
        findings wrong = bends_.take();
        for (finding& one : std::move(rules_).take(document.bytes())) wrong.push_back(std::move(one));
        json::locate(document.bytes(), wrong);
        out.report.add(layer::rules, std::move(wrong));
        if (out.report.rejects()) return;
        into_.head(builder_.head());
        builder_.trace().add_to(out.trace);
    }

private:
    std::string kind() const {
        if (seen_.status) return "status";
        if (seen_.whole) return "roster";
        if (seen_.parts.empty()) return "unknown";
        const wire::part& one = seen_.parts.front();
        return std::string(one.single ? word_of(one.kind) : collection_of(one.kind));
    }

    findings judged(const json::document& document) const {
        const auto& schema = seen_.status ? form_.statuses : form_.objects;
        if (!seen_.whole) return schema.validate(document, options_.limits);
        findings all;
        for (const json::value one : seen_.envelopes) {
            for (finding& wrong : schema.validate(one, document.bytes(), options_.limits)) {
                if (all.size() < options_.limits.findings) all.push_back(std::move(wrong));
            }
        }
        return all;
    }

    void read_part(const wire::part& part, extents& holds) {
        if (const auto record = record_of(part.kind))
            holds[static_cast<std::size_t>(*record)] = seen_.whole ? extent::full : extent::delta;
        if (part.single) return read_object(part.kind, part.at);
        for (json::value one = part.at.first_child(); one; one = one.next_sibling()) read_object(part.kind, one);
    }

    void read_object(object_kind kind, json::value at) {
        switch (kind) {
        case object_kind::academic_session: return take<academic_session>(at);
        case object_kind::org: return take<org>(at);
        case object_kind::course: return take<course>(at);
        case object_kind::class_object: return take<class_object>(at);
        case object_kind::user: return take<user>(at);
        case object_kind::enrollment: return take<enrollment>(at);
        case object_kind::demographics:
            builder_.trace().left("demographics", "they have no purpose in the learning-materials chain");
            return rules_.demographics(at);
        case object_kind::resource: break;
        }
    }

    template <class Object>
    void take(json::value at) {
        const auto object = oneroster::read<Object>(at, form_.version, bends_);
        if (!object) return;
        rules_.check(*object, at);
        builder_.add(*object, into_);
    }

    const document_form& form_;
    const decode_options& options_;
    const wire::document& seen_;
    roster_sink& into_;
    bends bends_;
    object_rules rules_;
    model_builder builder_;
};

} // namespace

roster_reading
read_document(const document_form& form, const roster_input& input, const decode_options& options, roster_sink& into) {
    roster_reading out;
    out.version = to_string(form.version);
    findings found;
    const auto document = json::document::parse(input.bytes, options.limits, found);
    out.report.add(layer::well_formed, std::move(found));
    if (!document) return out;
    const wire::document seen = wire::parse(document->root());
    reader(form, options, seen, into).run(*document, out);
    return out;
}

} // namespace schakel::oneroster
