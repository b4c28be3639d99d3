#!/bin/sh
# The pictures of docs/vormgeving.md: the first page of one letter in each look, and in a style of its
# own. Takes the program and the folder of the pictures.
set -e
program=$1 output=$2
work=build/vormen
rm -rf "$work"
mkdir -p "$work" "$output"
for vorm in strak klassiek ruim eigen; do
    content="$work/$vorm"
    cp -R tests/data/vormgeving "$content"
    gemeente="$content/gemeenten/lindewoude.yaml"
    templates=templates
    if [ "$vorm" = eigen ]; then
        templates="$content/templates"
        sed -i.was -e 's/kleur: .*/kleur: "#00594f"/' -e 's/^# logo/logo/' "$gemeente"
    else
        sed -i.was "s/vorm: .*/vorm: $vorm/" "$gemeente"
    fi
    rm "$gemeente.was"
    "$program" build --quiet --content "$content" --templates "$templates" -o "$work/uit-$vorm"
    pdftoppm -r 60 -png -f 1 -l 1 -singlefile "$work/uit-$vorm/2026-030.pdf" "$output/$vorm"
    pdftoppm -r 60 -png -f 2 -l 2 -singlefile "$work/uit-$vorm/2026-030.pdf" "$output/$vorm-2"
done
