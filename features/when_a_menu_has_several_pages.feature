Feature: When a menu has several pages
  Callers of a chain with many theaters cannot listen to all of them, nor keep more than five in mind.
  A menu reads five at a time, and 0 gives the next five.
  Callers who know a number needn't wait for its page.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And a chain of 6 theaters and 11 movies

  Rule: A menu reads five at a time, in number order, and says how to hear more

    Scenario: A caller first hears five theaters
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Regal at High Street, Leeds press 3
        For Lux at Rue du Port, Lyon press 4
        For Palace at Main Street, Dublin press 5
        For more theaters press 0
        """

    Scenario: Five theaters are listed on a single page
      Given a chain of 5 theaters and 11 movies
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Regal at High Street, Leeds press 3
        For Lux at Rue du Port, Lyon press 4
        For Palace at Main Street, Dublin press 5
        """

  Rule: 0 gives the next five, and after the last page the first five

    Scenario Outline: A caller who presses 0 hears the other theaters
      Given a caller at the theater menu
      When the caller <actions>
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Astoria at Ringstraße, Wien press 6
        For more theaters press 0
        """

      Examples: With and without #, once and around, and at the last try
        | actions                                    |
        | presses 0#                                 |
        | presses 00#                                |
        | presses 0 then times out                   |
        | presses 0# then presses 0# then presses 0# |
        | times out then presses 99# then presses 0# |

    Scenario: A caller at the movie menu who presses 0# hears the next five movies
      Given a caller who has chosen Rialto
      When the caller presses 0#
      Then the caller hears:
        """
        Please choose a movie and press #
        For Rebecca press 6
        For Laura press 7
        For Gilda press 8
        For Ran press 9
        For Ikiru press 10
        For more movies press 0
        To go back to the theaters press star and #
        """

    Scenario Outline: The last page may have a single movie
      Given a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears:
        """
        Please choose a movie and press #
        For Persona press 11
        For more movies press 0
        To go back to the theaters press star and #
        """

      Examples: At the first try, and at the last
        | actions                                                    |
        | presses 0# then presses 0#                                 |
        | presses 99# then presses 0# then times out then presses 0# |

    Scenario: Back at the theaters, the caller hears the first page
      Given a caller at the theater menu
      When the caller presses 0# then presses 6# then presses 0# then presses *#
      Then the caller hears, among other things, "For Rialto at State Street, Chicago press 1"

  Rule: Silence or an unlisted number repeats the same page

    Scenario Outline: A mistake on the second page of theaters repeats that page
      Given a chain of 11 theaters and 11 movies
      And a caller at the theater menu
      When the caller presses 0# then <actions>
      Then the caller hears:
        """
        <sentence>
        Welcome to movie info!
        Please choose a theater and press #
        For Astoria at Ringstraße, Wien press 6
        For Capitol at Bank Street, Ottawa press 7
        For Majestic at Hill Road, Mumbai press 8
        For Grand at King Street, Sydney press 9
        For Scala at Nygade, Aarhus press 10
        For more theaters press 0
        """

      Examples: Silence, an unlisted number, a star, and two mistakes
        | actions                    | sentence                               |
        | times out                  | We did not receive your selection      |
        | presses 99#                | Please select a theater from the list. |
        | presses *#                 | Please select a theater from the list. |
        | times out then presses 99# | Please select a theater from the list. |

    Scenario Outline: A mistake on the second page of movies repeats that page
      Given a caller who has chosen Rialto
      When the caller presses 0# then <actions>
      Then the caller hears:
        """
        <sentence>
        Please choose a movie and press #
        For Rebecca press 6
        For Laura press 7
        For Gilda press 8
        For Ran press 9
        For Ikiru press 10
        For more movies press 0
        To go back to the theaters press star and #
        """

      Examples: Silence, an unlisted number, a star, and two mistakes
        | actions                    | sentence                             |
        | times out                  | We did not receive your selection    |
        | presses 99#                | Please select a movie from the list. |
        | presses *1#                | Please select a movie from the list. |
        | presses 99# then times out | We did not receive your selection    |

    Scenario: A caller stays on the page although another caller turns one
      Given a caller who has chosen Rialto
      When another caller dials then presses 1# then presses 0#
      And the caller times out
      Then the caller hears "We did not receive your selection" and the movie menu again

  Rule: The number of any theater or movie works on any page

    Scenario Outline: Numbers from other pages lead to the showtimes
      Given these are the shows:
        | movie      | theater | times     |
        | Casablanca | Rialto  | at 8:00PM |
        | Persona    | Astoria | at 9:00PM |
      And a caller at the theater menu
      When the caller <actions>
      Then the caller hears, among other things, "<answer>"

      Examples: On the first page, on another, and after a mistake there
        | actions                                                                                    | answer                                                    |
        | presses 6# then presses 11#                                                                | The movie Persona will be playing at Astoria at 09:00PM   |
        | presses 0# then presses 1# then presses 0# then presses 0# then presses 0# then presses 1# | The movie Casablanca will be playing at Rialto at 08:00PM |
        | presses 0# then presses 6# then presses 0# then times out then presses 11#                 | The movie Persona will be playing at Astoria at 09:00PM   |

  Rule: Turning a page is not a mistake, and mistakes made before it still count

    Scenario Outline: Two mistakes with pages turned before and between them leave a third try
      Given a caller at the theater menu
      When the caller <actions>
      Then the caller hears, among other things, "Please select a <list> from the list."
      And the line waits for the caller

      Examples: At both menus
        | actions                                                                                                      | list    |
        | presses 0# then presses 0# then presses 0# then presses 99# then presses 0# then presses 99#                 | theater |
        | presses 1# then presses 0# then presses 0# then presses 0# then presses 99# then presses 0# then presses 99# | movie   |

    Scenario Outline: The third mistake ends the call, however many pages were turned between them
      Given a caller at the theater menu
      When the caller <actions>
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: At both menus
        | actions                                                                                     |
        | times out then presses 0# then presses 99# then presses 0# then times out                   |
        | presses 1# then presses 99# then presses 0# then times out then presses 0# then presses 99# |
