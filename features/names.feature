Feature: Names of theaters and movies
  Theaters and movies are named as their owners please: with signs, accents, quotation marks and small letters.
  Theaters' managers want callers to hear each name exactly as it was entered.
  Nothing is cut, spelled in another way, or left over from an earlier call.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: The answer has every name as it was entered

    Scenario Outline: The title of a movie is announced exactly as it was entered
      Given there is a movie "<title>" with number 7
      And <title> plays at Rialto at 8:00PM
      And a caller who has chosen Rialto
      When the caller presses 7#
      Then the caller hears:
        """
        The movie <title> will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """

      Examples: Signs, accents, small letters, other alphabets, and sheer length
        | title                                                                            |
        | Thelma & Louise                                                                  |
        | Tick, tick... BOOM!                                                              |
        | Le Fabuleux Destin d'Amélie Poulain                                              |
        | "Crocodile" Dundee                                                               |
        | eXistenZ                                                                         |
        | 100% Wolf                                                                        |
        | {Proof}                                                                          |
        | I <3 Huckabees                                                                   |
        | Fish &amp; Chips                                                                 |
        | 8½                                                                               |
        | Сталкер                                                                          |
        | 千と千尋の神隠し                                                                 |
        | The 🎬 Movie                                                                     |
        | The Assassination of Jesse James by the Coward Robert Ford, uncut and remastered |

    Scenario Outline: The name of a theater is announced exactly as it was entered
      Given there is a theater "<name>" at "Harbor Road" with number 7
      And Casablanca plays at <name> at 8:00PM
      And a caller who has chosen <name>
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at <name> at 08:00PM
        Thank you for using movie info!
        """

      Examples: Signs, accents, small letters, and sheer length
        | name                                                               |
        | Tom & Jerry's Palace                                               |
        | Ciné Lumière                                                       |
        | the little "Electric" <east>                                       |
        | The Amalgamated Picture House and Winter Garden of Upper Slaughter |

  Rule: A menu has every name as it was entered, however often it is read

    Scenario Outline: A theater with an unusual name and address is listed as it was entered
      Given there is a theater "<name>" at "<address>" with number 7
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For <name> at <address> press 7
        For Aurora at Park Street, Kolkata press 12
        """

      Examples: Signs, accents, small letters, and sheer length
        | name                                                               | address                                                                  |
        | Tom & Jerry's Palace                                               | Harbor Road                                                              |
        | Ciné Lumière                                                       | Harbor Road                                                              |
        | the little "Electric" <east>                                       | Harbor Road                                                              |
        | The Amalgamated Picture House and Winter Garden of Upper Slaughter | Harbor Road                                                              |
        | the ritz                                                           | 100% of {Pier} 5, where the Harbor Road and the Old Mill Lane meet, Bath |

    Scenario Outline: A movie with an unusual title is listed as it was entered
      Given there is a movie "<title>" with number 7
      And a caller at the theater menu
      When the caller presses 1#
      Then the caller hears:
        """
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For <title> press 7
        For Nosferatu press 12
        To go back to the theaters press star and #
        """

      Examples: Signs, accents, small letters, other alphabets, and sheer length
        | title                                                                            |
        | Thelma & Louise                                                                  |
        | Tick, tick... BOOM!                                                              |
        | Le Fabuleux Destin d'Amélie Poulain                                              |
        | "Crocodile" Dundee                                                               |
        | eXistenZ                                                                         |
        | 100% Wolf                                                                        |
        | {Proof}                                                                          |
        | I <3 Huckabees                                                                   |
        | Fish &amp; Chips                                                                 |
        | 8½                                                                               |
        | Сталкер                                                                          |
        | 千と千尋の神隠し                                                                 |
        | The 🎬 Movie                                                                     |
        | The Assassination of Jesse James by the Coward Robert Ford, uncut and remastered |

    Scenario Outline: A theater is listed as it was entered when the menu is heard again
      Given there is a theater "Tom & Jerry's Palace" at "Gate <B>, "Old" Mill & Sons" with number 7
      When the caller dials then <actions>
      Then the caller hears:
        """
        <sentence>
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Tom & Jerry's Palace at Gate <B>, "Old" Mill & Sons press 7
        For Aurora at Park Street, Kolkata press 12
        """

      Examples: After silence, and after mistakes
        | actions                   | sentence                               |
        | times out                 | We did not receive your selection      |
        | presses 9#                | Please select a theater from the list. |
        | times out then presses 9# | Please select a theater from the list. |

    Scenario Outline: A movie is listed as it was entered when the menu is heard again
      Given there is a movie "Fish &amp; Chips" with number 7
      And a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears:
        """
        <sentence>
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Fish &amp; Chips press 7
        For Nosferatu press 12
        To go back to the theaters press star and #
        """

      Examples: After silence, and after mistakes
        | actions                   | sentence                             |
        | times out                 | We did not receive your selection    |
        | presses 9#                | Please select a movie from the list. |
        | presses 9# then times out | We did not receive your selection    |

  Rule: A new name is heard from the next call on

    Scenario Outline: A theater that has been renamed is listed by its new name
      Given an earlier call in which the caller <actions>
      And Rialto has since been renamed "Biograph"
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Biograph at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """

      Examples: After a call that ended at the theaters, and one that went on
        | actions                               |
        | dials then hangs up                   |
        | dials then presses 1# then presses 1# |

    Scenario: A movie that has been renamed is listed by its new title
      Given an earlier call in which the caller dials then presses 1#
      And Casablanca has since been renamed "Casablanca, restored"
      And a caller who has chosen Rialto
      Then the caller hears:
        """
        Please choose a movie and press #
        For Casablanca, restored press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """

    Scenario Outline: The answer has the new names of the theater and the movie
      Given Casablanca plays at Rialto at 8:00PM
      And an earlier call in which the caller dials then presses 1# then presses 1#
      And <old name> has since been renamed "<new name>"
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        <answer>
        Thank you for using movie info!
        """

      Examples: A theater, and a movie
        | old name   | new name             | answer                                                              |
        | Rialto     | Biograph             | The movie Casablanca will be playing at Biograph at 08:00PM         |
        | Casablanca | Casablanca, restored | The movie Casablanca, restored will be playing at Rialto at 08:00PM |
