#include "message.hpp"

#include "spaces.hpp"

#include <string>
#include <vector>

namespace schakel::differential::uwlr {

namespace {

using nodes = std::vector<node>;

class builder {
public:
    builder(const standard& of, chance& random) : of_(of), random_(random) {}

    node results() {
        const std::size_t tests = random_.between(1, 3);
        for (std::size_t i = 0; i < tests; ++i) codes_.push_back(unique("toets"));
        nodes sittings;
        for (std::size_t i = random_.between(1, 3); i > 0; --i) sittings.push_back(sitting());
        return lr("leerresultaten_verzoek", {school(), lr("toetsafnames", std::move(sittings)), all_tests()});
    }

    node definitions() {
        for (std::size_t i = random_.between(1, 3); i > 0; --i) codes_.push_back(unique("toets"));
        return element(definitions_space, "Toetsdefinities", {all_tests()});
    }

    node authorisation() {
        nodes parts;
        for (const char* name : {"autorisatiesleutel", "klantcode", "klantnaam"})
            parts.push_back(leaf(authorisation_space, name, good(name)));
        return element(authorisation_space, "autorisatie", std::move(parts));
    }

    node envelope(node body_element) {
        nodes parts;
        if (random_.percent(80)) parts.push_back(element(envelope_space, "Header", {authorisation()}));
        node body = element(envelope_space, "Body", {std::move(body_element)});
        if (random_.percent(10)) body.attributes.push_back(encoding_style());
        parts.push_back(std::move(body));
        node made = element(envelope_space, "Envelope", std::move(parts));
        if (random_.percent(10)) made.attributes.push_back({space::foreign, "trace", "1"});
        return made;
    }

    node fault() {
        node code = element(space::none, "faultcode");
        node reason =
            text(std::string(random_.pick<std::string_view>({"Client.OngeldigBericht", "Server.InterneFout", "Client"}))
            );
        reason.content_in = random_.pick<space>({envelope_space, space::foreign});
        code.children.push_back(std::move(reason));
        nodes parts = {std::move(code), leaf(space::none, "faultstring", "fout")};
        if (random_.percent(40)) parts.push_back(leaf(space::none, "faultactor", "urn:school"));
        if (random_.percent(40))
            parts.push_back(element(space::none, "detail", {leaf(space::foreign, "anything", "goes")}));
        return element(envelope_space, "Fault", std::move(parts));
    }

    node confirmation() { return lr("leerresultaten_bevestiging", {}); }

private:
    static node lr(std::string name, nodes children) {
        return element(results_space, std::move(name), std::move(children));
    }
    node valued(const char* name, space in = results_space) { return leaf(in, name, good(name)); }
    void maybe(nodes& list, const char* name, unsigned odds = 50, space in = results_space) {
        if (random_.percent(odds)) list.push_back(valued(name, in));
    }
    std::string unique(std::string_view stem) { return std::string(stem) + "-" + std::to_string(++last_); }

    static attribute encoding_style() {
        return {envelope_space, "encodingStyle", "http://schemas.xmlsoap.org/soap/encoding/ urn:x"};
    }

    node bound(node field) {
        if (random_.percent(25)) field.attributes.push_back({space::none, "vocabulaire", reference()});
        if (random_.percent(15)) field.attributes.push_back({space::none, "vocabulairelocatie", reference()});
        return field;
    }
    std::string reference() { return good("vocabulaire"); }
    std::string good(std::string_view name) { return good_value(of_.type_of(name), random_); }
    void maybe_bound(nodes& list, const char* name, unsigned odds = 40) {
        if (random_.percent(odds)) list.push_back(bound(valued(name)));
    }

    node school() {
        nodes parts = {valued("schooljaar")};
        if (random_.percent(70)) {
            parts.push_back(valued("brincode"));
            maybe(parts, "dependancecode");
        } else {
            parts.push_back(valued("schoolkey"));
        }
        parts.push_back(valued("aanmaakdatum"));
        maybe(parts, "auteur");
        parts.push_back(leaf(results_space, "xsdversie", "2.2"));
        maybe(parts, "commentaar", 30);
        return lr("school", std::move(parts));
    }

    node sitting() {
        nodes parts = {leaf(results_space, "leerlingid", unique("leerling"))};
        if (random_.percent(50))
            parts.push_back(leaf(results_space, "eckid", "https://ketenid.nl/pilot/" + std::string(128, 'a')));
        maybe(parts, "resultaatverwerkerid");
        nodes list;
        for (std::size_t i = random_.between(1, 3); i > 0; --i) list.push_back(result());
        parts.push_back(lr("resultaten", std::move(list)));
        return lr("toetsafname", std::move(parts));
    }

    node result() {
        nodes parts = {valued("afnamedatum"), leaf(results_space, "toetscode", random_.pick(codes_))};
        maybe_bound(parts, "versie", 30);
        maybe(parts, "toetsonderdeelcode", 40);
        parts.push_back(random_.percent(65) ? valued("score") : oso_result());
        maybe(parts, "infourl", 20);
        node made = lr("resultaat", std::move(parts));
        made.attributes.push_back({space::none, "key", unique("r")});
        return made;
    }

    node oso_result() {
        nodes parts;
        if (random_.percent(70)) parts.push_back(oso_score());
        for (std::size_t i = random_.below(3); i > 0; --i) {
            nodes fields;
            for (const char* name : {"codereferentiescore", "codevergelijkingsgroep", "waarde"})
                fields.push_back(valued(name, oso_space));
            maybe(fields, "kwalificatie", 30, oso_space);
            parts.push_back(element(oso_space, "referentiescore", std::move(fields)));
        }
        return lr("osoresultaat", std::move(parts));
    }

    node oso_score() {
        nodes fields;
        for (const char* name :
             {"aantalopgaven", "aantalgoed", "aantalfout", "aantalgelezen", "tijd", "vaardigheidsscore",
              "codevaardigheidsschaal"})
            maybe(fields, name, 50, oso_space);
        if (random_.percent(40))
            fields.push_back(element(
                oso_space, "betrouwbaarheidsinterval", {valued("bivlaag", oso_space), valued("bivhoog", oso_space)}
            ));
        return element(oso_space, "toetsscore", std::move(fields));
    }

    node all_tests() {
        nodes list;
        for (const std::string& code : codes_) list.push_back(test(code));
        return lr("toetsen", std::move(list));
    }

    node test(const std::string& code) {
        nodes parts = {bound(leaf(results_space, "toetscode", code))};
        maybe_bound(parts, "versie");
        maybe(parts, "toetsnaam");
        maybe_bound(parts, "leerjaar");
        maybe_bound(parts, "vakgebied");
        if (random_.percent(40)) parts.push_back(norming("toetsnormering"));
        if (random_.percent(30)) parts.push_back(hierarchy());
        if (random_.percent(50)) parts.push_back(test_parts());
        return lr("toets", std::move(parts));
    }

    node hierarchy() {
        nodes list;
        for (std::size_t i = random_.between(1, 3); i > 0; --i) {
            node entry = bound(valued("ingang"));
            entry.attributes.push_back({space::none, "niveau", good("niveau")});
            list.push_back(std::move(entry));
        }
        return lr("toetshierarchie", std::move(list));
    }

    node test_parts() {
        nodes list;
        for (std::size_t i = 1, last = random_.between(1, 4); i <= last; ++i) {
            nodes fields = {
                leaf(results_space, "toetsonderdeelvolgnummer", (random_.percent(10) ? "00" : "") + std::to_string(i)),
                bound(valued("toetsonderdeelcode"))};
            maybe(fields, "toetsonderdeelnaam");
            if (random_.percent(25)) fields.push_back(norming("toetsonderdeelnormering"));
            list.push_back(lr("toetsonderdeel", std::move(fields)));
        }
        return lr("toetsonderdelen", std::move(list));
    }

    node norming(const char* name) {
        nodes parts;
        maybe_bound(parts, "toetscategorie", 30);
        maybe_bound(parts, "toetsniveau", 30);
        maybe(parts, "wegingsfactor", 30);
        for (std::size_t i = random_.between(1, 3); i > 0; --i) parts.push_back(norm());
        return bound(lr(name, std::move(parts)));
    }

    node norm() {
        nodes parts = {valued("term")};
        maybe(parts, "omschrijving", 40);
        parts.push_back(valued("beginnormwaarde"));
        parts.push_back(valued("eindnormwaarde"));
        if (random_.percent(40))
            parts.push_back(lr(
                "normkleur", {valued("rood_code"), valued("groen_code"), valued("blauw_code"), valued("transparantie")}
            ));
        maybe(parts, "schoolcijfer_vanaf", 30);
        maybe(parts, "schoolcijfer_totenmet", 30);
        return lr("norm", std::move(parts));
    }

    const standard& of_;
    chance& random_;
    std::vector<std::string> codes_;
    std::size_t last_ = 0;
};

} // namespace

node results(const standard& of, chance& random) {
    return builder(of, random).results();
}

node confirmation(const standard& of, chance& random) {
    return builder(of, random).confirmation();
}

node definitions(const standard& of, chance& random) {
    return builder(of, random).definitions();
}

node authorisation(const standard& of, chance& random) {
    return builder(of, random).authorisation();
}

node envelope(const standard& of, chance& random) {
    builder make(of, random);
    return make.envelope(random.percent(85) ? make.results() : make.confirmation());
}

node fault(const standard& of, chance& random) {
    builder make(of, random);
    return make.envelope(make.fault());
}

} // namespace schakel::differential::uwlr
