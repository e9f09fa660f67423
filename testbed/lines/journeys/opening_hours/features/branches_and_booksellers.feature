Feature: Branches, holidays and booksellers
  Callers of Green Door Books ask where a branch is, whether it is open on a holiday, or for somebody who knows books.
  They may be on their way already, so each answer is one sentence.
  Where no bookseller answers, the caller leaves a message.

  Rule: Where a branch is, is told at one key

    Scenario Outline: A caller learns where <branch> is
      Given a caller on the line
      When the caller presses 1 then presses 2 then presses <key>
      Then the caller hears:
        """
        Our <branch> branch is at <address>. Where is Downtown? Press 1. Riverside? Press 2. The Airport? Press 3. To go back, press star.
        """
      And the line waits for the caller

      Examples:
        | branch    | key | address                     |
        | Downtown  | 1   | 14 State Street             |
        | Riverside | 2   | 230 River Road              |
        | Airport   | 3   | Terminal 2, behind security |

    Scenario: A caller without a question goes back to the main menu
      Given a caller on the line
      When the caller presses 1 then presses 2 then presses *
      Then the caller hears:
        """
        For opening hours, press 1. To learn where we are, press 2. For holidays, press 3. To speak with a bookseller, press 4. To leave a message, press 5. To change the language, press star.
        """
      And the line waits for the caller

  Rule: On holidays the Airport branch alone may be open

    Scenario: The shops are closed at Christmas
      Given a caller on the line
      When the caller presses 1 then presses 3 then presses 4
      Then the caller hears:
        """
        On Christmas we are closed. We wish you a happy holiday. For New Year's Day, press 1. For Independence Day, press 2. For Thanksgiving, press 3. For Christmas, press 4. To go back, press star.
        """
      And the line waits for the caller

    Scenario: The Airport branch is open on Thanksgiving
      Given a caller on the line
      When the caller presses 1 then presses 3 then presses 3
      Then the caller hears:
        """
        On Thanksgiving, only our Airport branch is open, from 10 to 4. For New Year's Day, press 1. For Independence Day, press 2. For Thanksgiving, press 3. For Christmas, press 4. To go back, press star.
        """
      And the line waits for the caller

    Scenario: A holiday in Spanish has its Spanish name
      Given a caller on the line
      When the caller presses 2 then presses 3 then presses 1
      Then the caller hears:
        """
        En Año Nuevo está cerrado. Le deseamos felices fiestas. Para Año Nuevo, oprima 1. Para el Día de la Independencia, oprima 2. Para el Día de Acción de Gracias, oprima 3. Para Navidad, oprima 4. Para regresar, oprima asterisco.
        """
      And the line waits for the caller

  Rule: A bookseller is called in the branch that the caller names

    Scenario: A caller talks with a bookseller at the Airport
      Given a caller on the line
      When the caller presses 1 then presses 4 then presses 3
      Then the caller hears:
        """
        We are calling Airport.
        """
      When the caller is put through and talks for 90 seconds
      Then the line calls "+1 773 555 0163"
      And the call is over

    Scenario Outline: A caller whom <branch> does not answer is asked for a message
      Given a caller on the line
      When the caller presses 1 then presses 4 then presses <key> then gets no answer
      Then the line calls "<number>"
      And the caller hears:
        """
        Nobody at <branch> can come to the phone. Please leave a message after the tone, and press pound.
        """

      Examples:
        | branch    | key | number          |
        | Downtown  | 1   | +1 773 555 0161 |
        | Riverside | 2   | +1 773 555 0162 |

    Scenario: A message can be left without calling anybody
      Given a caller on the line
      When the caller presses 1 then presses 5
      Then the caller hears:
        """
        Please leave a message after the tone, and press pound.
        """
      When the caller records for 15 seconds ending with #
      Then the caller hears:
        """
        Thank you for your message. Goodbye.
        """
      And the call is over
