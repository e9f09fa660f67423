Feature: Identifying oneself
  Customers of Meridian Bank choose their language, and say who they are by account number and PIN.
  They want nobody else to get that far.
  The bank answers Twilio alone, and the third wrong PIN ends the call.

  Rule: The bank speaks English, Spanish and French

    Scenario: A customer is greeted in three languages
      Given a caller on the line
      Then the caller hears:
        """
        Welcome to Meridian Bank. For English, press one.
        Para español, oprima el dos.
        Pour le français, appuyez sur le trois.
        """
      And the line waits for the caller

    Scenario Outline: A customer who presses <key> is asked for the account in <language>
      Given a caller on the line
      When the caller presses <key>
      Then the caller hears:
        """
        <question>
        """
      And the line waits for the caller

      Examples:
        | key | language | question                                                 |
        | 1   | English  | Please enter your eight digit account number.            |
        | 2   | Spanish  | Marque los ocho dígitos de su cuenta.                    |
        | 3   | French   | Veuillez saisir les huit chiffres de votre compte.       |

    Scenario: A customer who chooses no language hears the languages again
      Given a caller on the line
      When the caller times out
      Then the caller hears:
        """
        Welcome to Meridian Bank. For English, press one.
        Para español, oprima el dos.
        Pour le français, appuyez sur le trois.
        """
      And the line waits for the caller

  Rule: Only account number and PIN together open the main menu

    Scenario: A customer with account number and PIN reaches the main menu
      Given a caller on the line
      When the caller presses 1 then presses 10002000
      Then the caller hears:
        """
        Please enter your four digit PIN.
        """
      When the caller presses 2468
      Then the caller hears:
        """
        For your balance, press one. To transfer money, press two. To block a card, press three. To speak with a banker, press zero. To hear this again, press nine.
        """

    Scenario: An account that the bank does not know is asked for again
      Given a caller on the line
      When the caller presses 1 then presses 99999999
      Then the caller hears:
        """
        We do not know that account.
        Please enter your eight digit account number.
        """
      And the line waits for the caller

    Scenario: A wrong PIN may be entered again
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 1111
      Then the caller hears:
        """
        That is not your PIN.
        Please enter your four digit PIN.
        """
      And the line waits for the caller

    Scenario: The third wrong PIN ends the call
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 1111 then presses 2222 then presses 3333
      Then the caller hears:
        """
        Thank you for calling Meridian Bank. Goodbye.
        """
      And the call is over

    Scenario: A customer who enters no PIN is wished goodbye
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then times out
      Then the caller was given 8 seconds to press a key
      And the caller hears:
        """
        Thank you for calling Meridian Bank. Goodbye.
        """
      And the call is over
