Feature: Silence and wrong keys: three tries
  Callers fall silent, mistype, or have dialed from a pocket and do not know that they are calling.
  A caller gets three tries at a menu; after the third failure the line thanks the caller and hangs up.
  A call that nobody listens to must not stay connected at the owner's expense.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: After the first failure and after the second, the caller hears the menu again

    Scenario Outline: Silence repeats the menu
      Given a caller <where>
      When the caller <actions>
      Then the caller hears "We did not receive your selection" and the <menu> menu again
      And the line waits for the caller

      Examples: At both menus, the first time and the second
        | where                 | menu    | actions                   |
        | at the theater menu   | theater | times out                 |
        | at the theater menu   | theater | presses #                 |
        | at the theater menu   | theater | times out then times out  |
        | at the theater menu   | theater | presses 9# then presses # |
        | who has chosen Rialto | movie   | times out                 |
        | who has chosen Rialto | movie   | presses #                 |
        | who has chosen Rialto | movie   | times out then times out  |
        | who has chosen Rialto | movie   | presses 9# then presses # |

    Scenario Outline: A key that is not on the list repeats the menu
      Given a caller <where>
      When the caller <actions>
      Then the caller hears "Please select a <menu> from the list." and the <menu> menu again
      And the line waits for the caller

      Examples: At both menus, the first time and the second
        | where                 | menu    | actions                    |
        | at the theater menu   | theater | presses 3#                 |
        | at the theater menu   | theater | presses 3 then times out   |
        | at the theater menu   | theater | presses *#                 |
        | at the theater menu   | theater | presses * then times out   |
        | at the theater menu   | theater | presses 3# then presses 3# |
        | at the theater menu   | theater | times out then presses *#  |
        | who has chosen Rialto | movie   | presses 3#                 |
        | who has chosen Rialto | movie   | presses 3 then times out   |
        | who has chosen Rialto | movie   | presses 3# then presses 3# |
        | who has chosen Rialto | movie   | times out then presses 3#  |

  Rule: The second and the third try are as good as the first

    Scenario Outline: The line waits 20 seconds for a key, each time
      Given a caller <where>
      When the caller <actions>
      Then the caller was given 20 seconds to press a key

      Examples: At both menus, at each try
        | where                 | actions                                   |
        | at the theater menu   | times out                                 |
        | at the theater menu   | presses 9# then times out                 |
        | at the theater menu   | times out then presses 9# then times out  |
        | who has chosen Rialto | times out                                 |
        | who has chosen Rialto | presses 9# then times out                 |
        | who has chosen Rialto | times out then presses 9# then times out  |
        | who has chosen Rialto | presses *# then times out                 |
        | who has chosen Rialto | presses *# then presses 2# then times out |

    Scenario Outline: The line waits 20 seconds for a key on every page
      Given a chain of 6 theaters and 11 movies
      And a caller <where>
      When the caller <actions>
      Then the caller was given 20 seconds to press a key

      Examples: On the second page, and at a second try there
        | where                 | actions                                  |
        | at the theater menu   | presses 0# then times out                |
        | at the theater menu   | presses 0# then times out then times out |
        | who has chosen Rialto | presses 0# then times out                |
        | who has chosen Rialto | presses 0# then times out then times out |

    Scenario Outline: A second or third try can succeed, at the end of the menu or in the middle
      Given Nosferatu plays at Aurora at 12:30AM
      And a caller <where>
      When the caller <actions>
      Then the caller hears, among other things, "The movie Nosferatu will be playing at Aurora at 12:30AM"
      And the call is over

      Examples: Aurora and Nosferatu both have the number 12
        | where                 | actions                                                                                                          |
        | at the theater menu   | times out then presses 12# then presses 12#                                                                      |
        | at the theater menu   | presses 9# then presses 9# then presses 12# then presses 12#                                                     |
        | at the theater menu   | times out then presses 9# then presses 12# during "For Rialto at State Street, Chicago press 1" then presses 12# |
        | who has chosen Aurora | times out then presses 12#                                                                                       |
        | who has chosen Aurora | presses 9# then presses 9# then presses 12#                                                                      |
        | who has chosen Aurora | presses 9# then times out then presses 12# during "For Casablanca press 1"                                       |

  Rule: The third failure in a row ends the call

    Scenario Outline: A caller who fails three times at a menu is thanked, and the call ends
      Given a caller <where>
      When the caller <actions>
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: Silence, unlisted numbers, and both
        | where                 | actions                                    |
        | at the theater menu   | times out then times out then times out    |
        | at the theater menu   | presses 9# then presses 9# then presses 9# |
        | at the theater menu   | times out then presses 9# then presses #   |
        | at the theater menu   | presses *# then times out then presses *#  |
        | who has chosen Rialto | times out then times out then times out    |
        | who has chosen Rialto | presses 9# then presses 9# then presses 9# |
        | who has chosen Rialto | presses 9# then times out then presses 0#  |
        | who has chosen Rialto | presses # then presses 9# then times out   |

    Scenario Outline: A call that nobody listens to is over within two minutes
      When the caller dials then <actions>
      Then the caller hears, among other things, "Thank you for using movie info!"
      And the call is over
      And the call has taken less than 2 minutes

      Examples: A pocket, and an answering machine that talks
        | actions                                                                                        |
        | times out then times out then times out                                                        |
        | says "Please leave a message" then times out then says "Goodbye" then times out then times out |

  Rule: Moving on to another menu gives three new tries

    Scenario Outline: Failures at the last menu do not count at the next
      Given a caller <where>
      When the caller <fails> then <moves on> then <fails twice more>
      Then the caller hears "<sentence>" and the <menu> menu again
      And the line waits for the caller

      Examples: On to the movies, back to the theaters, and there and back
        | where                 | fails                     | moves on                   | fails twice more          | sentence                               | menu    |
        | at the theater menu   | times out then presses 9# | presses 1#                 | times out then presses 9# | Please select a movie from the list.   | movie   |
        | who has chosen Rialto | times out then times out  | presses *#                 | times out then presses 9# | Please select a theater from the list. | theater |
        | who has chosen Rialto | times out then times out  | presses *# then presses 1# | times out then times out  | We did not receive your selection      | movie   |

    Scenario Outline: The third failure after moving on ends the call
      Given a caller <where>
      When the caller times out then <moves on> then times out then times out then times out
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: On to the movies, and back to the theaters
        | where                 | moves on   |
        | at the theater menu   | presses 1# |
        | who has chosen Rialto | presses *# |
