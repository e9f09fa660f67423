"""What the bank says, in each of its languages."""

WORDS = {
    "en-US": {
        "account": "Please enter your eight digit account number.",
        "unknown": "We do not know that account.",
        "pin": "Please enter your four digit PIN.",
        "wrong": "That is not your PIN.",
        "menu": "For your balance, press one. To transfer money, press two. To block a card, press three. "
        "To speak with a banker, press zero. To hear this again, press nine.",
        "balance": "Your balance is {} dollars.",
        "transfer": "To transfer to your savings, press one. To transfer to your checking account, press two. "
        "To go back, press star.",
        "amount": "Enter the amount in dollars, followed by the pound key. To go back, press star and pound.",
        "short": "We cannot transfer that amount.",
        "check": "We will transfer {} dollars tomorrow. To confirm, press one. To cancel, press two.",
        "confirmed": "Your transfer is confirmed.",
        "dropped": "Nothing will be transferred.",
        "block": "To block your card, press one. To go back, press star.",
        "blocked": "Your card is blocked, and a new one is on its way.",
        "connecting": "We are connecting you to a banker.",
        "nobody": "No banker is free at the moment.",
        "sorry": "That is not one of the choices.",
        "goodbye": "Thank you for calling Meridian Bank. Goodbye.",
    },
    "es-MX": {
        "account": "Marque los ocho dígitos de su cuenta.",
        "unknown": "No conocemos esa cuenta.",
        "pin": "Marque los cuatro dígitos de su clave.",
        "wrong": "Esa no es su clave.",
        "menu": "Para su saldo, oprima uno. Para transferir dinero, oprima dos. Para bloquear una tarjeta, oprima "
        "tres. Para hablar con un asesor, oprima cero. Para escuchar otra vez, oprima nueve.",
        "balance": "Su saldo es de {} dólares.",
        "transfer": "Para transferir a sus ahorros, oprima uno. Para transferir a su cuenta de cheques, oprima dos. "
        "Para regresar, oprima asterisco.",
        "amount": "Marque la cantidad en dólares y oprima la tecla gato. Para regresar, oprima asterisco y gato.",
        "short": "No podemos transferir esa cantidad.",
        "check": "Mañana transferiremos {} dólares. Para confirmar, oprima uno. Para cancelar, oprima dos.",
        "confirmed": "Su transferencia está confirmada.",
        "dropped": "No se transferirá nada.",
        "block": "Para bloquear su tarjeta, oprima uno. Para regresar, oprima asterisco.",
        "blocked": "Su tarjeta está bloqueada y ya le enviamos una nueva.",
        "connecting": "Le comunicamos con un asesor.",
        "nobody": "En este momento ningún asesor está libre.",
        "sorry": "Esa no es una de las opciones.",
        "goodbye": "Gracias por llamar a Meridian Bank. Hasta luego.",
    },
    "fr-FR": {
        "account": "Veuillez saisir les huit chiffres de votre compte.",
        "unknown": "Nous ne connaissons pas ce compte.",
        "pin": "Veuillez saisir les quatre chiffres de votre code secret.",
        "wrong": "Ce n'est pas votre code.",
        "menu": "Pour votre solde, appuyez sur le un. Pour un virement, appuyez sur le deux. Pour bloquer une carte, "
        "appuyez sur le trois. Pour parler à un conseiller, appuyez sur le zéro. Pour réécouter, appuyez sur le neuf.",
        "balance": "Votre solde est de {} dollars.",
        "transfer": "Pour un virement vers votre épargne, appuyez sur le un. Vers votre compte courant, appuyez sur le "
        "deux. Pour revenir, appuyez sur étoile.",
        "amount": "Saisissez le montant en dollars, puis appuyez sur dièse. Pour revenir, appuyez sur étoile, puis "
        "dièse.",
        "short": "Nous ne pouvons pas virer ce montant.",
        "check": "Nous virerons {} dollars demain. Pour confirmer, appuyez sur le un. Pour annuler, sur le deux.",
        "confirmed": "Votre virement est confirmé.",
        "dropped": "Rien ne sera viré.",
        "block": "Pour bloquer votre carte, appuyez sur le un. Pour revenir, appuyez sur étoile.",
        "blocked": "Votre carte est bloquée, une nouvelle est en route.",
        "connecting": "Nous vous mettons en relation avec un conseiller.",
        "nobody": "Aucun conseiller n'est libre en ce moment.",
        "sorry": "Ce choix n'existe pas.",
        "goodbye": "Merci d'avoir appelé Meridian Bank. Au revoir.",
    },
}
