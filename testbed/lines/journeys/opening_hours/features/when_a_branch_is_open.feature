Feature: When a branch is open
  Callers of Green Door Books want to know whether their branch is open on the day on which they will come.
  They choose a language once, and a branch and a day as often as they like.
  Silence never ends a call at once: it leads back to the main menu, and from there to a goodbye.

  Rule: Callers choose between English and Spanish

    Scenario: A caller is greeted in both languages
      Given a caller on the line
      Then the caller hears:
        """
        Welcome to Green Door Books. For English, press 1.
        Para español, oprima 2.
        """
      And the line waits for the caller

    Scenario: A caller who chooses Spanish is answered in Spanish
      Given a caller on the line
      When the caller presses 2
      Then the caller hears:
        """
        Para horarios, oprima 1. Para saber dónde estamos, oprima 2. Para días festivos, oprima 3. Para hablar con un librero, oprima 4. Para dejar un mensaje, oprima 5. Para cambiar de idioma, oprima asterisco.
        """
      And the line waits for the caller

    Scenario: A caller who says nothing is answered in English
      Given a caller on the line
      When the caller times out
      Then the caller hears:
        """
        For opening hours, press 1. To learn where we are, press 2. For holidays, press 3. To speak with a bookseller, press 4. To leave a message, press 5. To change the language, press star.
        """
      And the line waits for the caller

    Scenario: A caller changes the language in the main menu
      Given a caller on the line
      When the caller presses 1 then presses *
      Then the caller hears:
        """
        Welcome to Green Door Books. For English, press 1.
        Para español, oprima 2.
        """
      And the line waits for the caller

    Scenario: Silence in the main menu ends the call politely
      Given a caller on the line
      When the caller presses 1 then times out
      Then the caller hears:
        """
        Thank you for calling Green Door Books. Goodbye.
        """
      And the call is over

  Rule: Opening hours are told for one branch and one day

    Scenario: A caller chooses a branch and then a day
      Given a caller on the line
      When the caller presses 1 then presses 1
      Then the caller hears:
        """
        For Downtown, press 1. For Riverside, press 2. For the Airport, press 3. To go back, press star.
        """
      When the caller presses 1
      Then the caller hears:
        """
        Press a key from 1, for Monday, to 7, for Sunday. For another branch, press star.
        """

    Scenario Outline: On a <day>, <branch> <is>
      Given a caller on the line
      When the caller presses 1 then presses 1 then presses <branch key> then presses <day key>
      Then the caller hears:
        """
        On <day>, our <branch> branch is <hours> For another day, press 1. For another branch, press 2. For the main menu, press star.
        """
      And the line waits for the caller

      Examples:
        | day      | day key | branch    | branch key | is            | hours                       |
        | Monday   | 1       | Downtown  | 1          | opens at nine | open from 9 A.M. to 7 P.M.  |
        | Sunday   | 7       | Downtown  | 1          | is closed     | closed.                     |
        | Sunday   | 7       | Riverside | 2          | opens at noon | open from 12 P.M. to 5 P.M. |
        | Saturday | 6       | Airport   | 3          | opens at six  | open from 6 A.M. to 10 P.M. |

    Scenario: A caller asks for another day at the same branch
      Given a caller on the line
      When the caller presses 1 then presses 1 then presses 2 then presses 1 then presses 1
      Then the caller hears:
        """
        Press a key from 1, for Monday, to 7, for Sunday. For another branch, press star.
        """
      When the caller presses 2
      Then the caller hears, among other things, "On Tuesday, our Riverside branch is open from 10 A.M. to 6 P.M. For another day, press 1. For another branch, press 2. For the main menu, press star."

    Scenario: A day in Spanish is told in Spanish
      Given a caller on the line
      When the caller presses 2 then presses 1 then presses 1 then presses 7
      Then the caller hears:
        """
        El domingo, nuestra sucursal Downtown está cerrada. Para otro día, oprima 1. Para otra sucursal, oprima 2. Para el menú principal, oprima asterisco.
        """
      And the line waits for the caller

    Scenario: A key that is no day is answered by the days
      Given a caller on the line
      When the caller presses 1 then presses 1 then presses 1 then presses 8
      Then the caller hears:
        """
        That is not one of the choices. Press a key from 1, for Monday, to 7, for Sunday. For another branch, press star.
        """
      And the line waits for the caller
