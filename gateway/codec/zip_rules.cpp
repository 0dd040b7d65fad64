#include "gateway/codec/zip_reader.hpp"

#include <array>

namespace schakel::zip {

namespace rules {

const rule not_an_archive{
    "zip.not-an-archive",
    severity::error,
    "APPNOTE 4.3.6",
    "Dit is geen zip-bestand.",
    "This is not a zip archive.",
    "Verpak de bestanden in één zip-bestand.",
    "Pack the files into one zip archive."};
const rule truncated{
    "zip.truncated",
    severity::error,
    "APPNOTE 4.3.16",
    "Het zip-bestand is niet volledig: de inhoudsopgave aan het eind ontbreekt of wijst buiten het bestand.",
    "The zip archive is not complete: the directory at its end is missing or points outside it.",
    "Verstuur het bestand opnieuw en controleer of het volledig aankomt.",
    "Send the file again and check that it arrives completely."};
const rule prefix{
    "zip.prefix",
    severity::error,
    "APPNOTE 4.3.6",
    "In het zip-bestand staan bytes die bij geen onderdeel horen.",
    "The zip archive holds bytes that belong to no part of it.",
    "Maak het zip-bestand opnieuw; een zelfuitpakkend bestand wordt niet gelezen.",
    "Make the zip archive again; a self-extracting one is not read."};
const rule several_disks{
    "zip.several-disks",
    severity::error,
    "APPNOTE 4.4.11",
    "Het zip-bestand is over meer delen verdeeld.",
    "The zip archive is divided over several parts.",
    "Maak één zip-bestand.",
    "Make one zip archive."};
const rule entry_header{
    "zip.entry-header",
    severity::error,
    "APPNOTE 4.3.7, 4.3.12",
    "De inhoudsopgave van het zip-bestand is beschadigd.",
    "The directory of the zip archive is damaged.",
    "Maak het zip-bestand opnieuw.",
    "Make the zip archive again."};
const rule disagreement{
    "zip.disagreement",
    severity::error,
    "APPNOTE 4.3.7, 4.3.12",
    "Wat voor een onderdeel staat, is anders dan wat de inhoudsopgave ervan zegt.",
    "What stands before an entry differs from what the directory says of it.",
    "Maak het zip-bestand opnieuw; zulke bestanden pakken niet overal hetzelfde uit.",
    "Make the zip archive again; such archives do not unpack to the same everywhere."};
const rule overlap{
    "zip.overlap",
    severity::error,
    "APPNOTE 4.3.6",
    "Onderdelen van het zip-bestand liggen over elkaar heen.",
    "Entries of the zip archive lie over each other.",
    "Maak het zip-bestand opnieuw met gewone zip-software.",
    "Make the zip archive again with ordinary zip software."};
const rule encrypted{
    "zip.encrypted",
    severity::error,
    "APPNOTE 4.4.4",
    "Een onderdeel van het zip-bestand is versleuteld.",
    "An entry of the zip archive is encrypted.",
    "Maak het zip-bestand zonder wachtwoord; de verbinding zelf is al versleuteld.",
    "Make the zip archive without a password; the connection itself is encrypted already."};
const rule method{
    "zip.method",
    severity::error,
    "APPNOTE 4.4.5",
    "Een onderdeel is ingepakt op een manier die niet wordt gelezen (methode {got}).",
    "An entry is packed in a way that is not read (method {got}).",
    "Gebruik de gewone methode, deflate, of geen compressie.",
    "Use the usual method, deflate, or no compression."};
const rule unsafe_name{
    "zip.unsafe-name",
    severity::error,
    "APPNOTE 4.4.17",
    "De naam van een onderdeel is geen naam binnen het zip-bestand.",
    "The name of an entry is not one within the archive.",
    "Gebruik namen zonder .., zonder schijf of begin-slash, met / tussen mappen en in UTF-8.",
    "Use names without .., without a drive or leading slash, with / between folders and in UTF-8."};
const rule duplicate_name{
    "zip.duplicate-name",
    severity::error,
    "APPNOTE 4.4.17",
    "Twee onderdelen van het zip-bestand hebben dezelfde naam.",
    "Two entries of the zip archive have the same name.",
    "Neem elk bestand één keer op.",
    "Put each file in once."};
const rule nested{
    "zip.nested",
    severity::error,
    "APPNOTE 4.3.6",
    "In het zip-bestand zit weer een archief.",
    "The zip archive holds another archive.",
    "Zet de bestanden zelf in het zip-bestand.",
    "Put the files themselves into the zip archive."};
const rule link{
    "zip.link",
    severity::error,
    "APPNOTE 4.4.15",
    "Een onderdeel is een verwijzing naar een ander bestand.",
    "An entry is a link to another file.",
    "Zet het bestand zelf in het zip-bestand.",
    "Put the file itself into the zip archive."};
const rule limit_entries{
    "zip.limit-entries",
    severity::error,
    "APPNOTE 4.4.21",
    "Het zip-bestand heeft {got} onderdelen, ten hoogste {expected}.",
    "The zip archive has {got} entries, at most {expected}.",
    "Zet alleen de bestanden erin die bij de levering horen.",
    "Put in only the files that belong to the delivery."};
const rule limit_unpacked{
    "zip.limit-unpacked",
    severity::error,
    "APPNOTE 4.4.9",
    "Uitgepakt is het zip-bestand groter dan {expected} bytes.",
    "Unpacked the zip archive is larger than {expected} bytes.",
    "Verdeel de levering, of vraag de beheerder om een hogere grens.",
    "Divide the delivery, or ask the administrator for a higher limit."};
const rule limit_ratio{
    "zip.limit-ratio",
    severity::error,
    "APPNOTE 4.4.8, 4.4.9",
    "Een onderdeel wordt bij uitpakken meer dan {expected} keer zo groot.",
    "An entry grows more than {expected} times when unpacked.",
    "Zo goed laten gewone gegevens zich niet inpakken; controleer waar het bestand vandaan komt.",
    "Ordinary data does not pack so well; check where the file comes from."};
const rule content{
    "zip.content",
    severity::error,
    "APPNOTE 4.4.5",
    "De ingepakte inhoud van een onderdeel is beschadigd.",
    "The packed content of an entry is damaged.",
    "Maak het zip-bestand opnieuw en verstuur het opnieuw.",
    "Make the zip archive again and send it again."};
const rule size{
    "zip.size",
    severity::error,
    "APPNOTE 4.4.9",
    "De inhoud van een onderdeel is niet zo groot als de inhoudsopgave zegt.",
    "The content of an entry is not as large as the directory says.",
    "Maak het zip-bestand opnieuw.",
    "Make the zip archive again."};
const rule crc{
    "zip.crc",
    severity::error,
    "APPNOTE 4.4.7",
    "De inhoud van een onderdeel past niet bij zijn controlegetal.",
    "The content of an entry does not fit its checksum.",
    "Onderweg is iets veranderd; verstuur het bestand opnieuw.",
    "Something changed on the way; send the file again."};

} // namespace rules

std::span<const rule> rules_of_reading() {
    using namespace rules;
    static const std::array all{
        not_an_archive, truncated,   prefix,      several_disks,  entry_header, disagreement, overlap,
        encrypted,      method,      unsafe_name, duplicate_name, nested,       link,         limit_entries,
        limit_unpacked, limit_ratio, content,     size,           crc};
    return all;
}

} // namespace schakel::zip
