"""Invented names from many languages, and schools to give them to.

No part of a name is a word of the sample's titles and sentences: a name that turns up on a screen is then a
leak, never a coincidence.
"""

from __future__ import annotations

import re
import unicodedata
from math import gcd

import numpy as np


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _words("""
Aaliyah Abena Adaeze Adrián Agnieszka Aiko Aisha Alejandra Aleksander Amara Amélie Anaïs Andrzej Anjali Anneliese
Antônio Aoife Arash Ayşe Babajide Beatriz Björn Bogdan Bronisława Camila Candelaria Catalina Cedric Chiamaka
Chidi Chloé Ciarán Dagny Damián Daniela Darius Deepika Dieudonné Dmitri Dolores Eilidh Ekaterina Elif Emeka
Enrique Esperanza Étienne Eun-ji Fadumo Farida Fatoumata Feng Fernanda Finnegan Folake Françoise Freja Gabriela
Genevieve Ghislaine Giovanni Guadalupe Gwendolyn Habiba Halvard Haruki Héctor Hiroshi Ibrahim Ifeoma Ingrid
Isabel Itzel Ivana Jamal Jarosław Javier Jelena Joaquín Juanita Kamala Katarzyna Kateryna Keanu Keisha Khadija
Kofi Kwabena Lakshmi Lautaro Leilani Leonor Linh Lorenzo Lucía Łukasz Magdalena Mahmoud Małgorzata Marisol
Matteo Mbali Mehmet Mercedes Miloš Mirembe Moisés Moana Nadia Naledi Natsuki Nguyệt Niamh Nicolás Nkechi Noor
Oksana Olabisi Olena Omari Orlaith Oumar Padraig Paloma Parisa Pavel Petronella Priyanka Quang Quetzalli Rafael
Rajesh Ramón Renée Rhiannon Rosalind Roxana Ryszard Saanvi Sadako Salma Samira Sanjay Santiago Saoirse Sebastián
Seo-yeon Shanice Shirin Siobhán Sofía Solveig Stanisław Sunita Svetlana Tadeusz Takeshi Tamsin Tatiana Tenzin
Teodora Thandiwe Thùy Tiernan Tomás Tremaine Ulrike Valentina Vikram Wanjiru Wojciech Ximena Yaroslav Yesenia
Yiannis Yuki Yusuf Zainab Zdeněk Zoltán Zsófia Zuzanna
""")

SURNAMES = _words("""
Abdi Abebe Acheampong Adeyemi Agarwal Aguilar Ahmadi Akhtar Álvarez Amoah Andersson Antonopoulos Aquino Arredondo
Asante Bałuk Banerjee Barzani Bautista Bendtsen Bergström Bhattacharya Björklund Boateng Bogdanova Bouchard
Brâncuși Cáceres Calderón Castañeda Chakraborty Chukwu Contreras Côté Czarnecki D'Amico Dąbrowski Delacroix
Demir Desrosiers Diallo Dlamini Domínguez Đorđević Dvořák Echeverría Ekwueme El-Sayed Eriksen Escobar Espinoza
Farrugia Faulkner Fernandes Figueroa Fitzgerald Flaherty Gallagher García-López Gebreselassie Ghorbani Gołąb
Gonçalves Goldstein Grünwald Guerrero Gutiérrez Hakimi Halvorsen Hamidi Hernández Hoàng Hosseini Huamán Ibáñez
Igwe Ilves Ishikawa Iyer Jankowski Järvinen Jiménez Joaquim Jovanović Juárez Kaczmarek Kamau Karlsson Katz
Kawaguchi Kękuś Khoury Kiplagat Kobayashi Kowalczyk Krasniqi Kristiansen Kurosawa Lachance Lefèvre Leszczyńska
Lindqvist Lukacs Machado Mahlangu Maldonado Mânzat Marchetti Matsumoto Mbeki Medeiros Mehta Mendoza Mensah Mitra
Mohamud Montoya Morozova Mukherjee Müller Murakami Mwangi Nakagawa Ndiaye Nevárez Ngo-Trần Nguyễn Nielsen Nkosi
Novák Núñez Nwosu O'Brien O'Sullivan Obi-Eze Ochoa Ogunleye Okafor Olszewski Ontiveros Oyelaran Özdemir
Papadopoulos Paquette Parhizkar Patel Pellegrini Petrović Phạm Pietrzak Popescu Quintero Quispe Rahmani
Ramachandran Razafindrakoto Reyes Ribeiro Rosenberg Rybak Saavedra Sahin Salazar Sandoval Schäfer Schwartz Şeker
Shapiro Shimizu Siddiqui Silveira Söderberg Solórzano Srinivasan Stavropoulou Suleiman Świątek Szabó Szymański
Takahashi Tamayo Tesfaye Thibodeaux Tran-Lê Tshabalala Uchenna Ugarte Valdés Vandenberg Vargas Vásquez
Venkataraman Villanueva Vlahović Voronin Wachowska Weiß Wierzbicki Wiśniewski Woldemariam Yamamoto Yıldız
Yohannes Zamora Zapata Zięba Zimmermann Żukowska
""")

# What breaks software that was tried with Smith and Jones only: the first school has these among its staff.
TELLING = ("Marisol Núñez", "Siobhán O'Brien", "Łukasz Wiśniewski", "李 Wei", "Anaïs Lefèvre", "Nguyệt Tran-Lê",
           "Ayşe Yıldız", "Björn García-López")  # fmt: skip

TREES = _words("""
Oak Maple Willow Birch Cedar Alder Hazel Juniper Laurel Linden Sycamore Chestnut Rowan Elm Hawthorn Magnolia Pine
Poplar Spruce Walnut
""")
PLACES = _words("Hill Grove Park Creek Ridge Meadow Heights Bend Hollow Crossing")

GOLDEN = 0.618034  # steps of the golden ratio keep given names and surnames from coming back soon
NOT_ASCII = str.maketrans({"ł": "l", "đ": "d", "ß": "ss", "ı": "i", "'": "", "ø": "o"})


def school_name(number: int) -> str:
    """The name of the district's school of that number, counted from 0: Oak Hill, Maple Grove, ..."""
    lap = number // len(TREES)
    tree, place = TREES[number % len(TREES)], PLACES[(number + lap) % len(PLACES)]
    again = number // (len(TREES) * len(PLACES))
    return f"{tree} {place} School" + (f" {again + 1}" if again else "")


def staff_names(seed: int, first: int, count: int) -> list[str]:
    """Full names number ``first`` and following of a walk that visits every full name once before any twice."""
    size = len(GIVEN) * len(SURNAMES)
    stride = next(step for step in range(int(size * GOLDEN), size) if gcd(step, size) == 1)
    names = [_full_name((seed * 7919 + (first + place) * stride) % size) for place in range(count)]
    if first:
        return [f"{name}-{SURNAMES[0]}" if name in TELLING else name for name in names]
    return [*TELLING, *[f"{name}-{SURNAMES[0]}" if name in TELLING else name for name in names[len(TELLING) :]]]


def _full_name(position: int) -> str:
    return f"{GIVEN[position // len(SURNAMES)]} {SURNAMES[position % len(SURNAMES)]}"


def given_names(rng: np.random.Generator, count: int) -> list[str]:
    return [GIVEN[place] for place in rng.integers(len(GIVEN), size=count).tolist()]


def surnames(rng: np.random.Generator, count: int) -> list[str]:
    return [SURNAMES[place] for place in rng.integers(len(SURNAMES), size=count).tolist()]


def email(name: str, local_id: str, domain: str) -> str:
    """An address as schools make them; the id where a name has no Latin letters to make one from."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(NOT_ASCII))
    parts = [re.sub(r"[^a-z-]", "", part) for part in plain.split()]
    return f"{'.'.join(parts) if all(parts) else local_id.lower()}@{domain}.example.org"
