#include "message.hpp"

#include <utility>

namespace schakel::differential::edexml {

namespace {

using nodes = std::vector<node>;

node plain(std::string name, nodes children = {}) {
    return element(space::none, std::move(name), std::move(children));
}

class builder {
public:
    builder(const version& in, const standard& of, chance& random) : in_(in), of_(of), random_(random) {}

    node file(use degree) {
        nodes parts = {school()};
        if (in_.second && random_.percent(50)) parts.push_back(branches());
        if (degree != use::minimal) parts.push_back(groups());
        parts.push_back(list("leerlingen", &builder::pupil));
        if (degree == use::full) parts.push_back(list("leerkrachten", &builder::teacher));
        return plain("EDEX", std::move(parts));
    }

private:
    node valued(const std::string& name) { return leaf(space::none, name, good_value(of_.type_of(name), random_)); }
    void maybe(nodes& into, const std::string& name, unsigned odds = 20) {
        if (random_.percent(odds)) into.push_back(valued(name));
    }
    void maybe_one_of(nodes& into, const words& names) {
        if (random_.percent(40)) into.push_back(valued(random_.pick(names)));
    }

    node keyed(const std::string& name, const std::string& key, nodes children = {}) {
        node made = plain(name, std::move(children));
        made.attributes.push_back({space::none, "key", key});
        return made;
    }
    std::string new_key(const std::string& stem) { return stem + std::to_string(++last_); }

    node list(const std::string& name, node (builder::*one)()) {
        nodes parts;
        for (std::size_t i = random_.between(1, 4); i > 0; --i) parts.push_back((this->*one)());
        return plain(name, std::move(parts));
    }

    // toevoegingen: blocks of the one type that the standard defines.
    void maybe_additions(nodes& into) {
        if (!in_.remark || !random_.percent(15)) return;
        nodes blocks;
        for (std::size_t i = random_.between(1, 2); i > 0; --i) {
            node block = plain("blok", {valued("code")});
            maybe(block.children, "blok_omschrijving");
            if (block.children.size() == 2) block.children.back().name = "omschrijving";
            block.children.push_back(valued("opmerking"));
            block.attributes.push_back({space::schema_instance, "type", "OpmerkingGegevensType"});
            blocks.push_back(std::move(block));
        }
        into.push_back(plain("toevoegingen", std::move(blocks)));
    }

    node school() {
        nodes parts = {valued("schooljaar")};
        if (in_.second) maybe(parts, "peildatum");
        identify(parts);
        maybe(parts, "aanmaakdatum", 50);
        maybe(parts, "auteur", 50);
        maybe(parts, "xsdversie", 50);
        maybe(parts, "commentaar");
        if (in_.second) maybe_additions(parts);
        return plain("school", std::move(parts));
    }

    void identify(nodes& parts) {
        const std::size_t how = random_.below(4);
        if (how == 0) return;
        if (how == 1) {
            parts.push_back(valued("brincode"));
            maybe(parts, "dependancecode", 50);
        }
        if (how == 2 && in_.second) parts.push_back(valued("instellingsnummer"));
        maybe(parts, "schoolkey", how == 3 ? 100 : 30);
    }

    node branches() {
        nodes parts;
        for (std::size_t i = random_.between(1, 2); i > 0; --i) {
            branches_.push_back(new_key("v"));
            nodes fields = {valued("naam")};
            maybe(fields, "omschrijving");
            maybe(fields, "mutatiedatum");
            parts.push_back(keyed("vestiging", branches_.back(), std::move(fields)));
        }
        return plain("vestigingen", std::move(parts));
    }

    node groups() {
        nodes parts;
        for (std::size_t i = random_.between(1, 4); i > 0; --i) {
            const bool combined = in_.second && random_.percent(40);
            words& keys = combined ? combined_groups_ : groups_;
            keys.push_back(new_key("g"));
            parts.push_back(keyed(combined ? "samengestelde_groep" : "groep", keys.back(), group_fields(combined)));
        }
        return plain("groepen", std::move(parts));
    }

    nodes group_fields(bool combined) {
        nodes fields = {valued("naam")};
        if (!combined) fields.push_back(valued("jaargroep"));
        if (in_.second) {
            maybe(fields, "omschrijving");
            maybe_additions(fields);
        }
        maybe(fields, "mutatiedatum");
        return fields;
    }

    void name(nodes& fields) {
        if (random_.percent(25)) return fields.push_back(valued("roepnaam"));
        fields.push_back(valued("achternaam"));
        maybe(fields, "voorvoegsel", 30);
        if (in_.second) maybe(fields, "voornamen", 30);
        maybe(fields, "voorletters-1", 30);
        maybe(fields, "roepnaam", 50);
    }

    void maybe_reference(nodes& fields, const std::string& element_name, const words& keys) {
        if (!keys.empty() && random_.percent(60)) fields.push_back(keyed(element_name, random_.pick(keys)));
    }

    node pupil() {
        nodes fields;
        name(fields);
        maybe(fields, "geboortedatum", 50);
        maybe(fields, "geslacht", 50);
        if (in_.second) {
            maybe(fields, "start_ondw_jgr3");
            maybe(fields, "jaargroep", 60);
            maybe_reference(fields, "groep", groups_);
            combined_references(fields);
            maybe_reference(fields, "vestiging", branches_);
            maybe(fields, "gebruikersnaam");
            maybe(fields, "emailadres");
            maybe(fields, "fotourl");
        } else if (random_.percent(50)) {
            maybe(fields, "jaargroep", 60);
        } else {
            maybe_reference(fields, "groep", groups_);
        }
        background(fields);
        node made = keyed("leerling", new_key("l"), std::move(fields));
        maybe_eckid(made);
        return made;
    }

    void combined_references(nodes& fields) {
        if (combined_groups_.empty() || random_.percent(50)) return;
        nodes references;
        for (std::size_t i = random_.between(1, 2); i > 0; --i)
            references.push_back(keyed("samengestelde_groep", random_.pick(combined_groups_)));
        fields.push_back(plain("samengestelde_groepen", std::move(references)));
    }

    void background(nodes& fields) {
        maybe(fields, "etniciteit");
        for (const char* country : {"land", "land_vader", "land_moeder"}) maybe(fields, country);
        maybe_one_of(
            fields, in_.second ? words{"sofinummer", "bsn", "onderwijsnummer", "bsn_ondwnr-4", "rijksregisternummer"}
                               : words{"sofinummer", "onderwijsnummer"}
        );
        maybe(fields, "gewicht_nieuw");
        maybe(fields, "gewicht");
        maybe_one_of(
            fields,
            in_.second ? words{"postcodenl", "postnummerbe", "postcodeoverig"} : words{"postcodenl", "postcodeoverig"}
        );
        maybe(fields, "instroomdatum");
        maybe(fields, "uitstroomdatum");
        maybe_additions(fields);
        maybe(fields, "mutatiedatum");
    }

    void roles(nodes& fields) {
        for (std::size_t i = in_.second ? random_.below(3) : 0; i > 0; --i)
            fields.push_back(valued(random_.percent(60) ? "rol" : "rolomschrijving"));
    }

    node teacher() {
        nodes fields;
        name(fields);
        if (in_.second) {
            maybe(fields, "gebruikersnaam");
            maybe(fields, "emailadres");
        }
        roles(fields);
        taught_groups(fields);
        if (in_.second) maybe_additions(fields);
        maybe(fields, "mutatiedatum");
        node made = keyed("leerkracht", new_key("t"), std::move(fields));
        maybe_eckid(made);
        return made;
    }

    void taught_groups(nodes& fields) {
        nodes references;
        for (std::size_t i = random_.below(3); i > 0; --i) {
            const bool combined = groups_.empty() || (!combined_groups_.empty() && random_.percent(40));
            const words& keys = combined ? combined_groups_ : groups_;
            if (keys.empty()) return;
            node one = keyed(combined ? "samengestelde_groep" : "groep", random_.pick(keys));
            roles(one.children);
            references.push_back(std::move(one));
        }
        if (!references.empty()) fields.push_back(plain("groepen", std::move(references)));
    }

    void maybe_eckid(node& of) {
        if (in_.eckid && random_.percent(50))
            of.attributes.push_back({space::none, "eckid", new_key("https://ketenid.nl/pilot/0101")});
    }

    const version& in_;
    const standard& of_;
    chance& random_;
    words branches_, groups_, combined_groups_; // keys
    std::size_t last_ = 0;
};

} // namespace

node make_file(const version& in, use degree, const standard& of, chance& random) {
    return builder(in, of, random).file(degree);
}

} // namespace schakel::differential::edexml
