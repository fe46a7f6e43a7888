{{title}}
