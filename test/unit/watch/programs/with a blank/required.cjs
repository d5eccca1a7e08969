process.env.REQUIRED = 'by the options that were there before';
